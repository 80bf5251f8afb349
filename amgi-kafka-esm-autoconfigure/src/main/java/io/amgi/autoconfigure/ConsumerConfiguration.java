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

package io.amgi.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.util.StringUtils;

import io.amgi.consumer.SourceCluster;

/**
 * The configuration of AMGI's consumers: that of the application's own consumers, except
 * for the deserializers.
 */
final class ConsumerConfiguration {

	static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

	private final Map<String, Object> config;

	ConsumerConfiguration(ConsumerFactory<?, ?> factory) {
		this.config = factory.getConfigurationProperties();
	}

	void check() {
		require(ConsumerConfig.GROUP_ID_CONFIG, "spring.kafka.consumer.group-id",
				"Set '%s' to a name that no other application uses: members of a group share its partitions.");
		require(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "spring.kafka.consumer.auto-offset-reset",
				"Set '%s' to 'earliest' to begin with the records that a topic has, or to 'latest' to skip them.");
		if ("true".equals(String.valueOf(this.config.get(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)))) {
			throw new InvalidConsumerException("its consumers commit offsets by themselves",
					"Remove 'enable.auto.commit' from the configuration of consumers.");
		}
	}

	private void require(String name, String property, String action) {
		Object value = this.config.get(name);
		if (value == null || !StringUtils.hasText(value.toString())) {
			throw new InvalidConsumerException("'%s' is not set".formatted(property), action.formatted(property));
		}
	}

	ConsumerFactory<Object, Object> byteFactory() {
		Map<String, Object> bytes = new HashMap<>(this.config);
		bytes.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		bytes.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		return new DefaultKafkaConsumerFactory<>(bytes);
	}

	SourceCluster source() {
		Object servers = this.config.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
		return new SourceCluster((servers instanceof Collection<?> several)
				? several.stream().map(String::valueOf).collect(Collectors.joining(",")) : String.valueOf(servers));
	}

	Duration maxPollInterval() {
		@Nullable Object interval = this.config.get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
		return (interval != null) ? Duration.ofMillis(Long.parseLong(interval.toString())) : MAX_POLL_INTERVAL;
	}

}
