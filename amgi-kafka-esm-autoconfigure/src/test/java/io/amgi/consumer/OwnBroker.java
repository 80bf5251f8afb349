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

package io.amgi.consumer;

import java.util.Map;
import java.util.UUID;

import kafka.server.BrokerServer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.kafka.TestBroker;

/**
 * A broker that can be shut down and started again.
 */
final class OwnBroker implements AutoCloseable {

	private final String topic = "t-" + UUID.randomUUID();

	private final EmbeddedKafkaKraftBroker broker;

	private final int partitions;

	OwnBroker(int partitions) {
		this(partitions, Map.of());
	}

	OwnBroker(int partitions, Map<String, String> properties) {
		this.broker = TestBroker.start(properties, this.topic);
		this.partitions = partitions;
	}

	TestGroup group() {
		return new TestGroup(this.broker.getBrokersAsString(), this.topic, "g-" + this.topic);
	}

	void send(int perPartition) {
		String[] values = TestGroup.numbers(0, perPartition).toArray(String[]::new);
		for (int partition = 0; partition < this.partitions; partition++) {
			group().send(partition, null, values);
		}
	}

	void shutDown() {
		server().shutdown();
	}

	void startUp() {
		server().startup();
	}

	private BrokerServer server() {
		return this.broker.getCluster().brokers().values().iterator().next();
	}

	@Override
	public void close() {
		TestGroup.disconnect(this.broker.getBrokersAsString());
		this.broker.destroy();
	}

}
