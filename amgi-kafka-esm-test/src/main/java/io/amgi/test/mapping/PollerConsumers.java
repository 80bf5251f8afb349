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

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Creates the consumers of pollers, with settings for development, where topics appear
 * late and runs are killed.
 */
final class PollerConsumers {

	private final String bootstrapServers;

	private final String consumerGroupId;

	private final EventSourceMappingSettings settings;

	PollerConsumers(String bootstrapServers, String consumerGroupId, EventSourceMappingSettings settings) {
		this.bootstrapServers = bootstrapServers;
		this.consumerGroupId = consumerGroupId;
		this.settings = settings;
	}

	KafkaConsumer<byte[], byte[]> create(Map<String, Object> properties) {
		Map<String, Object> config = defaults();
		config.putAll(properties);
		config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers);
		config.put(ConsumerConfig.GROUP_ID_CONFIG, this.consumerGroupId);
		config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
				(this.settings.startingPosition() == StartingPosition.LATEST) ? "latest" : "earliest");
		return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	private Map<String, Object> defaults() {
		Map<String, Object> config = new HashMap<>();
		config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5000);
		// A killed run must not keep its partitions from the next run for long.
		config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
		config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1000);
		// A fetch that finds nothing occupies the connection for this time, also at the
		// end.
		config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
		config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.max(this.settings.batchSize(), 100));
		config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
		return config;
	}

}
