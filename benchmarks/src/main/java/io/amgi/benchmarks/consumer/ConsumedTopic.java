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

package io.amgi.benchmarks.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic of records of 100 bytes, each with a key.
 */
final class ConsumedTopic {

	private static final byte[] PAYLOAD = new byte[100];

	private final String servers;

	private final String name;

	private final int count;

	private final Map<String, Integer> keys = new HashMap<>();

	ConsumedTopic(String servers, String name, int count) {
		this.servers = servers;
		this.name = name;
		this.count = count;
	}

	String servers() {
		return this.servers;
	}

	String name() {
		return this.name;
	}

	int count() {
		return this.count;
	}

	ConsumedTopic fill(IntFunction<String> key) {
		send(this.count, key);
		return this;
	}

	void send(int count, IntFunction<String> key) {
		Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.servers);
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			for (int i = 0; i < count; i++) {
				this.keys.merge(key.apply(i), 1, Integer::sum);
				producer.send(new ProducerRecord<>(this.name, key.apply(i).getBytes(), PAYLOAD));
			}
		}
	}

	/**
	 * Returns the time that perfect scheduling would take: all handlers busy, or the key
	 * with the most records.
	 * @param work the time that a handler takes
	 * @param concurrency the number of handlers
	 * @return the time in milliseconds
	 */
	double idealMillis(Duration work, int concurrency) {
		int most = this.keys.values().stream().mapToInt(Integer::intValue).max().orElse(0);
		return work.toMillis() * Math.max(Math.ceil((double) this.count / concurrency), most);
	}

	Map<String, Object> config(String group, int maxPollRecords) {
		return new HashMap<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.servers,
				ConsumerConfig.GROUP_ID_CONFIG, group, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
				ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
				ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
				ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class));
	}

}
