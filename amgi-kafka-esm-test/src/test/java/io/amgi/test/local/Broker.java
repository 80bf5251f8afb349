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

package io.amgi.test.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.TestProducer;

/**
 * A broker on this machine, with the topics of {@link Production}.
 */
final class Broker {

	private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, "orders", "invoices", "audit");

	Broker() {
		this.broker.brokerListProperty(EmbeddedKafkaBroker.SPRING_EMBEDDED_KAFKA_BROKERS);
		this.broker.afterPropertiesSet();
	}

	String address() {
		return this.broker.getBrokersAsString();
	}

	void send(String value) {
		TestProducer.send(address(), "orders", value);
	}

	List<String> read(String topic) {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", address()),
				new StringDeserializer(), new StringDeserializer())) {
			List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			List<String> values = new ArrayList<>();
			long end = consumer.endOffsets(partitions).get(partitions.get(0));
			while (consumer.position(partitions.get(0)) < end) {
				consumer.poll(Duration.ofMillis(100)).forEach((record) -> values.add(record.value()));
			}
			return values;
		}
	}

	void close() {
		this.broker.destroy();
	}

}
