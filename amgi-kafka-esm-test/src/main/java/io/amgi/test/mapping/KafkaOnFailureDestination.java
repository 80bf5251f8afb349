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

package io.amgi.test.mapping;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic that receives a document for each record that is given up. [D] The document has
 * the record's own key, which determines its partition.
 */
final class KafkaOnFailureDestination implements OnFailureDestination {

	private static final String SCHEME = "kafka://";

	private final Producer<byte[], byte[]> producer;

	private final String topic;

	private final String bootstrapServers;

	private final @Nullable String eventSourceArn;

	private KafkaOnFailureDestination(Producer<byte[], byte[]> producer, String topic, String bootstrapServers,
			@Nullable String eventSourceArn) {
		this.producer = producer;
		this.topic = topic;
		this.bootstrapServers = bootstrapServers;
		this.eventSourceArn = eventSourceArn;
	}

	static OnFailureDestination of(EventSourceMappingSettings settings, String bootstrapServers,
			Map<String, Object> properties) {
		String destination = settings.onFailureDestination();
		if (destination == null) {
			return NONE;
		}
		return new KafkaOnFailureDestination(producer(bootstrapServers, properties), topic(destination),
				bootstrapServers, settings.eventSourceArn());
	}

	static String topic(String destination) {
		return destination.substring(SCHEME.length());
	}

	private static Producer<byte[], byte[]> producer(String bootstrapServers, Map<String, Object> properties) {
		Map<String, Object> config = new HashMap<>();
		config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
		// The document can be as large as the event, so that the broker's limit decides.
		config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
				2 * (int) EventSourceMappingSettings.PAYLOAD_LIMIT.toBytes());
		config.putAll(properties);
		config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
		return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
	}

	@Override
	public void send(Failure failure) throws Exception {
		byte[] document = OnFailureDocument.write(failure, this.bootstrapServers, this.eventSourceArn);
		byte[] key = failure.record().source().key();
		this.producer.send(new ProducerRecord<>(this.topic, key, document)).get();
	}

	@Override
	public void close() {
		this.producer.close(Duration.ofSeconds(5));
	}

}
