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

import java.time.Clock;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.push.PushMeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;

import io.amgi.kafka.KafkaMessageSendProvider;
import io.amgi.observation.ChannelLookup;
import io.amgi.observation.DuplicateRecords;
import io.amgi.observation.RecordMeters;
import io.amgi.server.MessageServer;

/**
 * Meters of batches, records, handlers and producers.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@Import(DuplicateRecordsConfiguration.class)
class MeterConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RecordMeters amgiRecordMeters(MeterRegistry registry, ChannelLookup channels, DuplicateRecords duplicates) {
		return new RecordMeters(registry, channels, duplicates, Clock.systemUTC());
	}

	@Bean
	MeterBinder amgiStuckHandlers(MessageServer server) {
		return (registry) -> Gauge.builder("amgi.handlers.stuck", server, MessageServer::stuckHandlers)
			.description("Handlers that are still running after the end of their batch")
			.register(registry);
	}

	/**
	 * Registries that publish at intervals of their own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(AmgiEnvironmentPostProcessor.RUNTIME_API)
	@ConditionalOnBooleanProperty(name = "spring.amgi.metrics.emf.enabled", havingValue = false, matchIfMissing = true)
	static class PushConfiguration {

		private static final Log logger = LogFactory.getLog(PushConfiguration.class);

		@Bean
		SmartInitializingSingleton amgiPushRegistriesOnLambda(ObjectProvider<PushMeterRegistry> registries) {
			return () -> registries.stream()
				.findFirst()
				.ifPresent((registry) -> logger.warn("%s publishes at intervals, in which Lambda freezes the function: "
					.formatted(registry.getClass().getSimpleName())
						+ "set 'spring.amgi.metrics.emf.enabled=true' to have metrics with each invocation"));
		}

	}

	/**
	 * Meters of Kafka's clients.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(KafkaTemplate.class)
	@ConditionalOnBean(KafkaMessageSendProvider.class)
	static class ProducerMeterConfiguration {

		@Bean
		MeterBinder amgiProducers(KafkaMessageSendProvider provider) {
			return (registry) -> Gauge.builder("amgi.producers", provider, KafkaMessageSendProvider::openProducers)
				.description("Open Kafka producers behind message.send")
				.register(registry);
		}

	}

}
