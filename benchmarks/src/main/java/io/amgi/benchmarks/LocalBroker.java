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

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A broker in this process, which shares the cores with the measured code.
 */
public final class LocalBroker implements AutoCloseable {

	private static final int PARTITIONS = 4;

	private final EmbeddedKafkaKraftBroker broker;

	private LocalBroker(EmbeddedKafkaKraftBroker broker) {
		this.broker = broker;
	}

	/**
	 * Starts a broker.
	 * @param topics the topics to create
	 * @return the running broker
	 */
	public static LocalBroker start(String... topics) {
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS, topics);
		// By default, the broker would set Spring Boot's property.
		broker.brokerListProperty("amgi.benchmarks.brokers");
		broker.afterPropertiesSet();
		return new LocalBroker(broker);
	}

	/**
	 * Returns the address of the broker.
	 * @return the bootstrap servers
	 */
	public String servers() {
		return this.broker.getBrokersAsString();
	}

	/**
	 * Returns how many records were sent to a topic.
	 * @param topic the topic
	 * @return the number of its records
	 */
	public long records(String topic) {
		try (KafkaConsumer<byte[], byte[]> consumer = BrokerTopic.read(servers(), topic)) {
			return consumer.endOffsets(consumer.assignment()).values().stream().mapToLong(Long::longValue).sum();
		}
	}

	@Override
	public void close() {
		this.broker.destroy();
	}

}
