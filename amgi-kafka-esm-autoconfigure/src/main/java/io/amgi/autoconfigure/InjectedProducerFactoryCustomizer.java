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

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.util.ClassUtils;

import io.amgi.kafka.EventBootstrapServers;
import io.amgi.kafka.ProducerTimeouts;

/**
 * Adapts the producers behind Spring Boot's {@code KafkaTemplate} to Lambda: limits the
 * time of a send and, if no brokers are configured, sends to those of the event.
 */
final class InjectedProducerFactoryCustomizer implements DefaultKafkaProducerFactoryCustomizer, Ordered {

	private final AmgiProperties properties;

	private final Environment environment;

	private final ObjectProvider<KafkaConnectionDetails> connectionDetails;

	private final EventBootstrapServers eventServers;

	InjectedProducerFactoryCustomizer(AmgiProperties properties, Environment environment,
			ObjectProvider<KafkaConnectionDetails> connectionDetails, EventBootstrapServers eventServers) {
		this.properties = properties;
		this.environment = environment;
		this.connectionDetails = connectionDetails;
		this.eventServers = eventServers;
	}

	@Override
	public void customize(DefaultKafkaProducerFactory<?, ?> factory) {
		factory.updateConfigs(ProducerTimeouts.missingFrom(factory.getConfigurationProperties(),
				this.properties.getOutbound().getSendTimeout()));
		@Nullable String servers = ProducerConfiguration.servers(this.properties);
		if (servers != null) {
			factory.setBootstrapServersSupplier(() -> servers);
		}
		else if (!isExplicit()) {
			this.eventServers.applyTo(factory);
		}
	}

	private boolean isExplicit() {
		return isSet("spring.kafka.bootstrap-servers") || isSet("spring.kafka.producer.bootstrap-servers")
				|| this.connectionDetails.stream().anyMatch((details) -> !isOfProperties(details));
	}

	private boolean isSet(String name) {
		return this.environment.containsProperty(name) || this.environment.containsProperty(name + "[0]");
	}

	private static boolean isOfProperties(KafkaConnectionDetails details) {
		return ClassUtils.getShortName(details.getClass()).equals(SpringInternals.BOOT_KAFKA_CONNECTION_DETAILS);
	}

	/**
	 * Comes after customizers that set a serializer.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
