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

package io.amgi.kafka;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.util.Assert;

/**
 * Makes the one producer of a cluster: of bytes, and never transactional, whatever
 * customizers want of the application's own producers.
 */
final class ByteProducerFactory extends DefaultKafkaProducerFactory<byte[], byte[]> {

	private volatile @Nullable Producer<byte[], byte[]> rawProducer;

	private volatile boolean closed;

	ByteProducerFactory(Map<String, Object> config) {
		super(config, new ByteArraySerializer(), new ByteArraySerializer());
		setPhysicalCloseTimeout(0);
	}

	/**
	 * Takes back what a customizer may have set that is not for this factory.
	 * @param cluster the cluster to connect to
	 */
	void reclaim(BootstrapServers cluster) {
		String servers = String.join(",", cluster.servers());
		setBootstrapServersSupplier(() -> servers);
		setKeySerializer(new ByteArraySerializer());
		setValueSerializer(new ByteArraySerializer());
		setProducerPerThread(false);
		removeConfig(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
	}

	@Override
	public boolean transactionCapable() {
		return false;
	}

	@Override
	public Producer<byte[], byte[]> createProducer(@Nullable String transactionIdPrefix) {
		return createNonTransactionalProducer();
	}

	// Fails once closed, because the factory would otherwise replace its closed producer.
	@Override
	protected Producer<byte[], byte[]> createRawProducer(Map<String, Object> config) {
		assertOpen();
		Producer<byte[], byte[]> producer = super.createRawProducer(config);
		this.rawProducer = producer;
		if (this.closed) {
			producer.close(Duration.ZERO);
		}
		assertOpen();
		return producer;
	}

	private void assertOpen() {
		Assert.state(!this.closed, "The producer is closed");
	}

	/**
	 * Asks the brokers how many partitions a topic has, by a producer that knows nothing
	 * yet: others ask again only after minutes.
	 * @param topic the topic
	 * @return the number of its partitions
	 */
	int askForPartitionCount(String topic) {
		assertOpen();
		Producer<byte[], byte[]> producer = super.createRawProducer(getProducerConfigs());
		try {
			return producer.partitionsFor(topic).size();
		}
		finally {
			producer.close(Duration.ZERO);
		}
	}

	/**
	 * Closes the producer, for good.
	 * @param timeout how long to wait for what is under way
	 */
	void close(Duration timeout) {
		this.closed = true;
		Producer<byte[], byte[]> producer = this.rawProducer;
		if (producer != null) {
			producer.close(timeout);
		}
		destroy();
	}

}
