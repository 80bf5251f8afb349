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

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends by hand: sends all messages, and then waits for all.
 */
final class PlainSends implements AutoCloseable {

	private final DefaultKafkaProducerFactory<byte[], byte[]> factory;

	private final KafkaTemplate<byte[], byte[]> template;

	private long allocated;

	PlainSends(String servers, Map<String, Object> properties) {
		Map<String, Object> config = new HashMap<>(properties);
		config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
		this.factory = new DefaultKafkaProducerFactory<>(config, new ByteArraySerializer(), new ByteArraySerializer());
		this.template = new KafkaTemplate<>(this.factory);
	}

	long send(int sends) {
		long start = System.nanoTime();
		CompletableFuture<?>[] sent = new CompletableFuture<?>[sends];
		long before = Allocation.ofThisThread();
		for (int i = 0; i < sends; i++) {
			sent[i] = this.template.send(SendingBenchmark.TOPIC, SendingBenchmark.key(i), SendingBenchmark.PAYLOAD);
		}
		this.allocated = Allocation.ofThisThread() - before;
		CompletableFuture.allOf(sent).join();
		return System.nanoTime() - start;
	}

	long allocated() {
		return this.allocated;
	}

	@Override
	public void close() {
		this.factory.destroy();
	}

}
