/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.samples.orders;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The invoices that the service has sent.
 */
final class SentInvoices {

	static final String TOPIC = "invoices";

	private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

	private SentInvoices() {
	}

	/**
	 * Prints all invoices. An invoice that appears twice belongs to an order that was
	 * delivered twice.
	 * @param bootstrapServers the brokers
	 * @param out the stream to print to
	 */
	static void print(String bootstrapServers, PrintStream out) {
		List<String> invoices = read(bootstrapServers);
		out.printf("%d invoices sent to '%s'%n", invoices.size(), TOPIC);
		invoices.forEach((invoice) -> out.printf("  %s%n", invoice));
	}

	/**
	 * Reads all invoices.
	 * @param bootstrapServers the brokers
	 * @return the invoices with their keys
	 */
	static List<String> read(String bootstrapServers) {
		Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
		List<String> invoices = new ArrayList<>();
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config, new StringDeserializer(),
				new StringDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(TOPIC)
				.stream()
				.map((partition) -> new TopicPartition(TOPIC, partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			long count = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
			while (invoices.size() < count) {
				consumer.poll(POLL_TIMEOUT).forEach((record) -> invoices.add(record.key() + " " + record.value()));
			}
		}
		return invoices;
	}

}
