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

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Checks that the application can run as a Kafka consumer group, and that no setting asks
 * for something that AMGI's consumer group does not support.
 */
final class ConsumerRequirements implements InitializingBean {

	private static final String ENABLED = "spring.amgi.consumer.enabled";

	private static final String ON_NACK = "spring.amgi.on-nack";

	// The values that are allowed, by property.
	private static final Map<String, Set<String>> HARMLESS = Map.of("spring.kafka.listener.ack-mode", Set.of("manual"),
			"spring.kafka.listener.type", Set.of("batch"), "spring.kafka.listener.async-acks", Set.of("false"),
			"spring.kafka.listener.ack-count", Set.of(), "spring.kafka.listener.ack-time", Set.of(),
			"spring.kafka.consumer.enable-auto-commit", Set.of("false"));

	private final Environment environment;

	ConsumerRequirements(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void afterPropertiesSet() {
		check();
	}

	void check() {
		if (this.environment.containsProperty(AmgiEnvironmentPostProcessor.RUNTIME_API)) {
			throw new InvalidConsumerException(
					"'%s' is set on Lambda, where records come with events".formatted(ENABLED),
					"Remove '%s=true' from what runs on Lambda, for instance by a profile.".formatted(ENABLED));
		}
		if (!isKafkaPresent()) {
			throw new InvalidConsumerException("Spring Boot's support of Kafka is not on the class path",
					"Add 'org.springframework.boot:spring-boot-starter-kafka'.");
		}
		if (!Binder.get(this.environment).bind(ON_NACK, String.class).isBound()) {
			throw new InvalidConsumerException(
					"'%s' is not set, and its default would commit records that failed once".formatted(ON_NACK),
					"Set '%s' to 'report' to handle failed records again, to 'error' to handle the whole poll again, or to 'log' to move on."
						.formatted(ON_NACK));
		}
		HARMLESS.keySet().stream().sorted().forEach(this::refuseConflict);
	}

	private static boolean isKafkaPresent() {
		ClassLoader classLoader = ConsumerRequirements.class.getClassLoader();
		return List
			.of("org.springframework.kafka.listener.ConcurrentMessageListenerContainer",
					"org.springframework.boot.kafka.autoconfigure.KafkaProperties")
			.stream()
			.allMatch((type) -> ClassUtils.isPresent(type, classLoader));
	}

	private void refuseConflict(String property) {
		Binder.get(this.environment).bind(property, String.class).ifBound((value) -> {
			if (HARMLESS.getOrDefault(property, Set.of()).stream().noneMatch(value::equalsIgnoreCase)) {
				throw new InvalidConsumerException(
						"'%s=%s' contradicts it: offsets are committed by what became of the records"
							.formatted(property, value),
						"Remove '%s'. A listener beside the consumer group can have a container factory of its own."
							.formatted(property));
			}
		});
	}

}
