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

package io.amgi.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends copies of a given record by hand: sends all of them, and then waits for all.
 */
final class RawSends implements AutoCloseable {

	private final ConsumerRecord<byte[], byte[]> record;

	private final DefaultKafkaProducerFactory<byte[], byte[]> factory;

	private final KafkaTemplate<byte[], byte[]> template;

	/**
	 * Connects.
	 * @param servers the brokers
	 * @param topic the topic to send to, which already contains a record
	 */
	RawSends(String servers, String topic) {
		this.record = first(servers, topic);
		this.factory = new DefaultKafkaProducerFactory<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers, ProducerConfig.LINGER_MS_CONFIG, 0),
				new ByteArraySerializer(), new ByteArraySerializer());
		this.template = new KafkaTemplate<>(this.factory);
	}

	long send(int sends, Iterable<Header> headers) {
		long start = System.nanoTime();
		CompletableFuture<?>[] sent = new CompletableFuture<?>[sends];
		for (int i = 0; i < sends; i++) {
			sent[i] = this.template.send(new ProducerRecord<>(this.record.topic(), null, DeadLetterBenchmark.key(i),
					this.record.value(), headers));
		}
		CompletableFuture.allOf(sent).join();
		return System.nanoTime() - start;
	}

	List<Header> headers() {
		return List.of(this.record.headers().toArray());
	}

	@Override
	public void close() {
		this.factory.destroy();
	}

	private static ConsumerRecord<byte[], byte[]> first(String servers, String topic) {
		try (KafkaConsumer<byte[], byte[]> consumer = BrokerTopic.read(servers, topic)) {
			return consumer.poll(Duration.ofSeconds(20)).iterator().next();
		}
	}

}
