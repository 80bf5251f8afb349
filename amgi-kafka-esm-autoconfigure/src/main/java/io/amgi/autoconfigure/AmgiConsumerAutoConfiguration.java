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
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.ConcurrentKafkaListenerContainerFactoryConfigurer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

import io.amgi.consumer.ConsumerOptions;
import io.amgi.consumer.KafkaConsumerGroup;
import io.amgi.consumer.NackPolicy;
import io.amgi.consumer.PartitionLagListener;
import io.amgi.esm.OnNack;
import io.amgi.kafka.EventBootstrapServers;
import io.amgi.kafka.InjectedSends;
import io.amgi.lambda.LambdaChannelConfigurer;
import io.amgi.lifespan.AmgiLifespan;
import io.amgi.protocol.AmgiApplication;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.server.MessageServer;

/**
 * Auto-configuration of the Kafka consumer group that runs the application outside of
 * Lambda.
 */
@AutoConfiguration(after = { AmgiAutoConfiguration.class, AmgiKafkaAutoConfiguration.class },
		afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnBooleanProperty("spring.amgi.consumer.enabled")
@ConditionalOnBean(MessageServer.class)
public final class AmgiConsumerAutoConfiguration {

	@Bean
	ConsumerRequirements amgiConsumerRequirements(Environment environment) {
		return new ConsumerRequirements(environment);
	}

	/**
	 * The consumer group.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ConcurrentMessageListenerContainer.class, KafkaProperties.class })
	@ConditionalOnBean(ConsumerFactory.class)
	static class ConsumerGroupConfiguration {

		private static final Log logger = LogFactory.getLog(AmgiConsumerAutoConfiguration.class);

		private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

		// The lifespan, if there is one, starts before and shuts down after the group.
		@Bean
		@ConditionalOnMissingBean
		KafkaConsumerGroup amgiConsumerGroup(ConsumerRequirements requirements, MessageServer server,
				ConsumerContainers containers, ConsumerOptions options, InjectedSends injectedSends,
				EventBootstrapServers templateServers, ObjectProvider<PartitionLagListener> lag,
				KafkaProperties kafkaProperties, @Nullable AmgiLifespan lifespan) {
			requirements.check();
			templateServers.update(containers.source().bootstrapServers());
			return new KafkaConsumerGroup(server, containers::create, containers.source(), options, injectedSends,
					lag.getIfAvailable(() -> PartitionLagListener.NONE), kafkaProperties.getListener().isAutoStartup());
		}

		@Bean
		ConsumerContainers amgiConsumerContainers(ConsumerRequirements requirements,
				ConsumerFactory<?, ?> consumerFactory, ConcurrentKafkaListenerContainerFactoryConfigurer configurer,
				AmgiApplication application, AmgiProperties properties, Environment environment) {
			requirements.check();
			List<String> suffixes = List.of(properties.getDeadLetter().getTopicSuffix(),
					properties.getRedrive().getParkingSuffix());
			return new ConsumerContainers(new ConsumerConfiguration(consumerFactory), configurer,
					new ConsumerTopics(application, properties.getConsumer().getTopics(), suffixes));
		}

		@Bean
		@ConditionalOnMissingBean
		ConsumerOptions amgiConsumerOptions(AmgiProperties properties, ConsumerFactory<?, ?> consumerFactory,
				ObjectProvider<DeadLetterPublisher> deadLetters, Environment environment) {
			AmgiProperties.Consumer consumer = properties.getConsumer();
			if (properties.getOnNack() == OnNack.LOG && deadLetters.getIfAvailable() == null) {
				logger.warn("Records that fail are only logged, and not handled again (spring.amgi.on-nack=log)");
			}
			return new ConsumerOptions(NackPolicy.valueOf(properties.getOnNack().name()),
					MessageServerConfiguration.options(properties, environment), consumer.getBackoff().getDelay(),
					consumer.getBackoff().getMaxDelay(), consumer.getMaxUncommitted(),
					new ConsumerConfiguration(consumerFactory).maxPollInterval(), shutdownTimeout(environment));
		}

		private static Duration shutdownTimeout(Environment environment) {
			return Binder.get(environment)
				.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
				.orElse(SHUTDOWN_TIMEOUT);
		}

	}

	/**
	 * Resolves parameters of Lambda's types to nothing, since there is no Lambda.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Context.class)
	static class LambdaParametersConfiguration {

		@Bean
		@ConditionalOnMissingBean
		LambdaChannelConfigurer amgiLambdaChannelConfigurer() {
			return new LambdaChannelConfigurer();
		}

	}

}
