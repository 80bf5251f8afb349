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

package io.amgi.test.local;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.autoconfigure.AmgiProperties;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.test.mapping.EventSourceMappingListener;
import io.amgi.test.mapping.LambdaFunction;
import io.amgi.test.mapping.LocalEventSourceMapping;

/**
 * Auto-configuration of {@link LocalKafka}.
 */
@AutoConfiguration(
		before = { KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class, AmgiAutoConfiguration.class },
		afterName = "org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration")
public final class LocalKafkaAutoConfiguration {

	@Bean
	static BeanFactoryPostProcessor amgiLocalKafkaOverrides(ConfigurableEnvironment environment) {
		return (beanFactory) -> LocalProperties.addTo(environment);
	}

	@Bean
	@ConditionalOnMissingBean(EventSourceMappingListener.class)
	ConsoleView amgiConsoleView() {
		return ConsoleView.on(System.out);
	}

	@Bean
	AmgiMiddleware amgiLocalSends() {
		return LocalSends.middleware();
	}

	@Bean
	LocalKafkaRun amgiLocalKafkaRun(KafkaConnectionDetails connectionDetails, KafkaAdmin admin,
			KafkaEventSourceMapping mapping, AmgiProperties properties,
			ObjectProvider<AnnotatedApplication> application, ObjectProvider<EventSourceMappingListener> listeners,
			ObjectProvider<LocalEventSourceMappingCustomizer> customizers) {
		return new LocalKafkaRun(admin,
				() -> LocalEventSourceMapping.builder()
					.bootstrapServers(String.join(",", connectionDetails.getConsumer().getBootstrapServers()))
					.settings(LocalKafkaRun.settings(properties.getOnNack()))
					.function(LambdaFunction.of(mapping)),
				application, listeners, customizers);
	}

	/**
	 * The embedded broker, if there is no other.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(KafkaConnectionDetails.class)
	static class EmbeddedBrokerConfiguration {

		private static final int PARTITIONS = 2;

		@Bean
		EmbeddedKafkaBroker amgiLocalBroker() {
			// By default, the broker would set a property of the application, for the
			// whole process.
			QuietEmbeddedBroker broker = new QuietEmbeddedBroker(1, PARTITIONS);
			broker.brokerListProperty(EmbeddedKafkaBroker.SPRING_EMBEDDED_KAFKA_BROKERS);
			// Otherwise, transactions would need three brokers.
			broker.brokerProperty("transaction.state.log.replication.factor", "1");
			broker.brokerProperty("transaction.state.log.min.isr", "1");
			return broker;
		}

		@Bean
		KafkaConnectionDetails amgiLocalBrokerConnectionDetails(EmbeddedKafkaBroker broker) {
			return LocalBrokerConnectionDetails.of(broker.getBrokersAsString());
		}

	}

}
