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

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Invented input: orders from customers, some of them faulty.
 */
final class SampleRecords {

	static final String[] TOPICS = { "orders", "order-cancellations", "order-notes", "order-returns" };

	private static final List<ProducerRecord<String, String>> RECORDS = List.of(
			order("A-1", "{\"id\":\"A-1\",\"items\":[{\"article\":\"teapot\",\"quantity\":1,\"price\":24.50}]}"),
			order("A-2", "{\"id\":\"A-2\",\"items\":[{\"article\":\"cup\",\"quantity\":6,\"price\":4.20}]}"),
			order("A-3", "{\"id\":\"A-3\",\"items\":[]}"),
			order("A-4", "{\"id\":\"A-4\",\"items\":[{\"article\":\"cup\",\"quantity\":\"a few\",\"price\":4.20}]}"),
			order("A-5", "{\"id\":\"A-5\",\"items\":[{\"article\":\"sieve\",\"quantity\":1,"), order("A-6", null),
			order("A-7", "{\"id\":\"A-7\",\"items\":[{\"article\":\"kettle\",\"quantity\":2,\"price\":39.90}]}"),
			new ProducerRecord<>("order-cancellations", "A-2", "{\"orderId\":\"A-2\",\"reason\":\"too many\"}"),
			new ProducerRecord<>("order-notes", "A-7", "Please ring twice"),
			new ProducerRecord<>("order-notes", "A-7", " "),
			new ProducerRecord<>("order-returns", "A-1", "{\"orderId\":\"A-1\"}"));

	static final int COUNT = RECORDS.size();

	private SampleRecords() {
	}

	private static ProducerRecord<String, String> order(String id, String json) {
		return new ProducerRecord<>("orders", id, json);
	}

	/**
	 * Sends all records.
	 * @param bootstrapServers the brokers
	 */
	static void produceTo(String bootstrapServers) {
		Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(config, new StringSerializer(),
				new StringSerializer())) {
			RECORDS.forEach(producer::send);
		}
	}

}
