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

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.amgi.consumer.KafkaConsumerGroup;
import io.amgi.consumer.PartitionLagListener;

/**
 * Auto-configuration for health probes and meters of the Kafka consumer group.
 */
@AutoConfiguration(after = AmgiConsumerAutoConfiguration.class,
		afterName = {
				"org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBooleanProperty("spring.amgi.consumer.enabled")
@ConditionalOnBean(KafkaConsumerGroup.class)
public final class AmgiConsumerActuatorAutoConfiguration {

	/**
	 * Probes of the consumer group.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, HealthEndpointGroupsPostProcessor.class })
	static class HealthConfiguration {

		@Bean(ConsumerProbes.LIVENESS)
		HealthIndicator amgiConsumerLiveness(KafkaConsumerGroup group) {
			return () -> (group.isLive() ? Health.up() : Health.down()).build();
		}

		@Bean(ConsumerProbes.READINESS)
		HealthIndicator amgiConsumerReadiness(KafkaConsumerGroup group) {
			return () -> (group.isReady() ? Health.up() : Health.outOfService()).build();
		}

		// Runs after the post-processor that adds the health groups of probes.
		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		static ConsumerProbes amgiConsumerProbes() {
			return new ConsumerProbes();
		}

	}

	/**
	 * The lag of partitions as gauges.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean(PartitionLagListener.class)
		ConsumerLagGauges amgiConsumerLagGauges(MeterRegistry registry) {
			return new ConsumerLagGauges(registry);
		}

	}

}
