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

package io.amgi.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends records and returns once a broker has all of them.
 */
public final class TestProducer {

	private TestProducer() {
	}

	public static void send(String servers, String topic, String... values) {
		send(servers, new StringSerializer(),
				Stream.of(values).map((value) -> new ProducerRecord<>(topic, 0, null, value)));
	}

	// A new topic's partition may refuse the first of several batches and accept the
	// second. An idempotent producer would then spend two minutes restoring the order.
	public static <T> void send(String servers, Serializer<T> serializer, Stream<ProducerRecord<T, T>> records) {
		Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
				ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
				1);
		try (KafkaProducer<T, T> producer = new KafkaProducer<>(config, serializer, serializer)) {
			List<Future<?>> sent = new ArrayList<>();
			records.forEach((record) -> sent.add(producer.send(record)));
			for (Future<?> future : sent) {
				future.get();
			}
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
