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

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Warns of beans that do nothing on Lambda because of
 * {@link AmgiEnvironmentPostProcessor}, and of listeners that poll nevertheless.
 */
final class KafkaClientsOnLambda implements ApplicationListener<ContextRefreshedEvent> {

	static final String AUTO_CREATE = "spring.kafka.admin.auto-create";

	static final String AUTO_STARTUP = "spring.kafka.listener.auto-startup";

	private static final List<String> DESERIALIZERS = List.of("spring.kafka.consumer.key-deserializer",
			"spring.kafka.consumer.value-deserializer");

	private static final Log logger = LogFactory.getLog(KafkaClientsOnLambda.class);

	private final Environment environment;

	private final ApplicationContext context;

	private final ObjectProvider<KafkaListenerEndpointRegistry> registry;

	KafkaClientsOnLambda(Environment environment, ApplicationContext context,
			ObjectProvider<KafkaListenerEndpointRegistry> registry) {
		this.environment = environment;
		this.context = context;
		this.registry = registry;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		boolean own = event.getApplicationContext() == this.context;
		if (own && this.environment.containsProperty(AmgiEnvironmentPostProcessor.RUNTIME_API)) {
			List<String> warnings = new ArrayList<>();
			if (isOff(AUTO_CREATE) && hasTopics()) {
				warnings.add("NewTopic beans create no topics (%s=false)".formatted(AUTO_CREATE));
			}
			if (isOff(AUTO_STARTUP)) {
				warnings.addAll(listeners());
			}
			if (!hasListeners(true)) {
				warnings.addAll(leftovers());
			}
			warn(warnings);
		}
	}

	private static void warn(List<String> warnings) {
		if (!warnings.isEmpty()) {
			logger.warn("On Lambda, " + String.join(" and ", warnings));
		}
	}

	private boolean isOff(String property) {
		return !this.environment.getProperty(property, Boolean.class, true);
	}

	private boolean hasTopics() {
		return this.context.getBeanNamesForType(NewTopic.class, true, false).length > 0
				|| this.context.getBeanNamesForType(NewTopics.class, true, false).length > 0;
	}

	// Only Spring Boot's container factory honors the property.
	private List<String> listeners() {
		List<String> warnings = new ArrayList<>();
		if (hasListeners(false)) {
			warnings.add("Kafka listeners do not poll (%s=false)".formatted(AUTO_STARTUP));
		}
		if (hasListeners(true)) {
			warnings.add(
					"Kafka listeners poll in addition to the event source mapping (their container factory has no %s=false)"
						.formatted(AUTO_STARTUP));
		}
		return warnings;
	}

	// Their authors expect the retries of an error handler, or the format of a
	// deserializer.
	private List<String> leftovers() {
		List<String> warnings = new ArrayList<>();
		if (this.context.getBeanNamesForType(CommonErrorHandler.class, true, false).length > 0) {
			warnings.add("error handlers of Kafka listeners are not called (spring.amgi.on-nack decides)");
		}
		DESERIALIZERS.stream()
			.filter(this::isForAFormat)
			.forEach((property) -> warnings.add("%s is not used (the parameter's type decides)".formatted(property)));
		return warnings;
	}

	// Parameters of type text or bytes do not need a deserializer.
	private boolean isForAFormat(String property) {
		String deserializer = this.environment.getProperty(property, "");
		return !deserializer.isEmpty() && !deserializer.equals(StringDeserializer.class.getName())
				&& !deserializer.equals(ByteArrayDeserializer.class.getName());
	}

	private boolean hasListeners(boolean autoStartup) {
		KafkaListenerEndpointRegistry available = this.registry.getIfAvailable();
		return available != null && available.getListenerContainers()
			.stream()
			.map(MessageListenerContainer::isAutoStartup)
			.anyMatch((starts) -> starts == autoStartup);
	}

}
