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

import com.amazonaws.services.lambda.runtime.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RecordInterceptor;

import io.amgi.channel.AmgiChannel;
import io.amgi.consumer.ConsumerOptions;
import io.amgi.consumer.KafkaConsumerGroup;
import io.amgi.consumer.PartitionLagListener;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.lambda.KafkaEventSourceMappingFunction;
import io.amgi.lambda.ShutdownExtensionRegistrar;
import io.amgi.protocol.AmgiApplication;
import io.amgi.server.GracefulShutdown;

import static org.assertj.core.api.Assertions.assertThat;

class AmgiConsumerAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
				AmgiAutoConfiguration.class, AmgiLambdaAutoConfiguration.class, AmgiConsumerAutoConfiguration.class,
				AmgiConsumerActuatorAutoConfiguration.class))
		.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:1");

	private final ApplicationContextRunner consumerRunner = this.contextRunner.withBean(Orders.class)
		.withPropertyValues("spring.amgi.consumer.enabled=true", "spring.amgi.on-nack=report",
				"spring.kafka.consumer.group-id=orders", "spring.kafka.consumer.auto-offset-reset=earliest");

	@Test
	void isOffByDefault() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(KafkaEventSourceMapping.class)
			.doesNotHaveBean(KafkaConsumerGroup.class)
			.doesNotHaveBean(ConsumerRequirements.class));
	}

	@Test
	void takesThePlaceOfFunctionAndExtension() {
		this.consumerRunner.run((context) -> assertThat(context).hasSingleBean(KafkaConsumerGroup.class)
			.doesNotHaveBean(KafkaEventSourceMapping.class)
			.doesNotHaveBean(KafkaEventSourceMappingFunction.class)
			.doesNotHaveBean(ShutdownExtensionRegistrar.class)
			.doesNotHaveBean(GracefulShutdown.class));
	}

	@Test
	void isOffWhereAmgiIs() {
		this.consumerRunner.withPropertyValues("spring.amgi.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(KafkaConsumerGroup.class));
	}

	@Test
	void startsWhereNoBrokerIs() {
		this.consumerRunner.run((context) -> {
			KafkaConsumerGroup group = context.getBean(KafkaConsumerGroup.class);
			assertThat(group.isRunning()).isTrue();
			assertThat(group.isLive()).isTrue();
			assertThat(group.isReady()).isFalse();
		});
	}

	@Test
	void doesNotStartWhereListenersDoNot() {
		this.consumerRunner.withPropertyValues("spring.kafka.listener.auto-startup=false")
			.run((context) -> assertThat(context.getBean(KafkaConsumerGroup.class).isRunning()).isFalse());
	}

	@Test
	void channelsMayAskForLambdasContext() {
		this.consumerRunner.withBean(OnLambda.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			spring.kafka.consumer.group-id=             | 'spring.kafka.consumer.group-id' is not set
			spring.kafka.consumer.auto-offset-reset=    | 'spring.kafka.consumer.auto-offset-reset' is not set
			spring.kafka.listener.ack-mode=batch        | 'spring.kafka.listener.ack-mode=batch' contradicts it
			spring.kafka.listener.ack-count=1           | 'spring.kafka.listener.ack-count=1' contradicts it
			spring.kafka.listener.async-acks=true       | 'spring.kafka.listener.async-acks=true' contradicts it
			spring.kafka.listener.type=single           | 'spring.kafka.listener.type=single' contradicts it
			spring.kafka.consumer.enable-auto-commit=on | 'spring.kafka.consumer.enable-auto-commit=on' contradicts it
			spring.kafka.properties.enable.auto.commit=true | its consumers commit offsets by themselves
			AWS_LAMBDA_RUNTIME_API=127.0.0.1:9001       | 'spring.amgi.consumer.enabled' is set on Lambda
			""")
	void impossibleSettingFailsTheStart(String property, String problem) {
		this.consumerRunner.withPropertyValues(property).run((context) -> assertFails(context, problem));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.kafka.listener.ack-mode=manual", "spring.kafka.listener.type=batch",
			"spring.kafka.consumer.enable-auto-commit=false" })
	void harmlessSettingDoesNot(String property) {
		this.consumerRunner.withPropertyValues(property).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void missingOnNackFailsTheStart() {
		this.contextRunner
			.withPropertyValues("spring.amgi.consumer.enabled=true", "spring.kafka.consumer.group-id=orders",
					"spring.kafka.consumer.auto-offset-reset=earliest")
			.run((context) -> assertFails(context, "'spring.amgi.on-nack' is not set"));
	}

	@Test
	void missingKafkaFailsTheStart() {
		this.consumerRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.kafka"))
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void missingChannelsFailTheStart() {
		this.contextRunner
			.withPropertyValues("spring.amgi.consumer.enabled=true", "spring.amgi.on-nack=report",
					"spring.kafka.consumer.group-id=orders", "spring.kafka.consumer.auto-offset-reset=earliest")
			.run((context) -> assertFails(context, "no bean has a method annotated with @AmgiChannel"));
	}

	@Test
	void rawApplicationNeedsTopics() {
		ApplicationContextRunner raw = this.consumerRunner.withBean(AmgiApplication.class,
				() -> (scope, receive, send) -> {
				});
		raw.withPropertyValues("spring.amgi.lifespan.enabled=false")
			.run((context) -> assertFails(context, "an AmgiApplication of its own does not say what topics it is for"));
		raw.withPropertyValues("spring.amgi.lifespan.enabled=false", "spring.amgi.consumer.topics=orders,payments")
			.run((context) -> assertThat(properties(context.getBean(KafkaConsumerGroup.class)).getTopics())
				.containsExactly("orders", "payments"));
	}

	@Test
	void topicsAreThoseOfTheChannels() {
		this.consumerRunner.run((context) -> {
			assertThat("orders.eu").matches(properties(context.getBean(KafkaConsumerGroup.class)).getTopicPattern());
			assertThat("orders.eu-dlt")
				.doesNotMatch(properties(context.getBean(KafkaConsumerGroup.class)).getTopicPattern());
		});
	}

	@Test
	void containerIsSpringBootsMadeSafe() {
		this.consumerRunner
			.withPropertyValues("spring.kafka.listener.concurrency=2", "spring.kafka.listener.poll-timeout=5s",
					"spring.kafka.listener.observation-enabled=true", "spring.lifecycle.timeout-per-shutdown-phase=7s",
					"spring.kafka.producer.transaction-id-prefix=tx")
			.withBean(CommonErrorHandler.class, DefaultErrorHandler::new)
			.withBean(RecordInterceptor.class, () -> new Interceptor())
			.run((context) -> {
				ConcurrentMessageListenerContainer<Object, Object> container = context.getBean(KafkaConsumerGroup.class)
					.getContainer();
				ContainerProperties properties = container.getContainerProperties();
				assertThat(container.getConcurrency()).isEqualTo(2);
				assertThat(container.getCommonErrorHandler()).isNotInstanceOf(DefaultErrorHandler.class);
				assertThat(properties.getAckMode()).isEqualTo(AckMode.MANUAL);
				assertThat(properties.getAssignmentCommitOption()).isEqualTo(AssignmentCommitOption.NEVER);
				assertThat(properties.getKafkaAwareTransactionManager()).isNull();
				assertThat(properties.isObservationEnabled()).isFalse();
				assertThat(properties.getShutdownTimeout()).isEqualTo(7_000);
			});
	}

	@Test
	void consumersGetBytesWhateverTheApplicationsDeserializersAre() {
		this.consumerRunner
			.withPropertyValues(
					"spring.kafka.consumer.value-deserializer=org.apache.kafka.common.serialization.LongDeserializer",
					"spring.kafka.consumer.properties.max.poll.interval.ms=60000")
			.run((context) -> {
				assertThat(new ConsumerConfiguration(context.getBean(ConsumerFactory.class)).byteFactory()
					.getConfigurationProperties())
					.containsEntry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
					.containsEntry(ConsumerConfig.GROUP_ID_CONFIG, "orders");
				assertThat(context.getBean(ConsumerOptions.class).maxPollInterval()).isEqualTo(Duration.ofMinutes(1));
			});
	}

	@Test
	void probesAskTheGroup() {
		this.consumerRunner
			.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					AvailabilityHealthContributorAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class))
			.run((context) -> {
				HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
				assertThat(groups.get("liveness").isMember(ConsumerProbes.LIVENESS)).isTrue();
				assertThat(groups.get("liveness").isMember(ConsumerProbes.READINESS)).isFalse();
				assertThat(groups.get("liveness").isMember("livenessState")).isTrue();
				assertThat(groups.get("readiness").isMember(ConsumerProbes.READINESS)).isTrue();
				assertThat(status(context.getBean(ConsumerProbes.LIVENESS))).isEqualTo(Status.UP);
				assertThat(status(context.getBean(ConsumerProbes.READINESS))).isEqualTo(Status.OUT_OF_SERVICE);
			});
	}

	@Test
	void needsNeitherActuatorNorMetrics() {
		this.consumerRunner
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.health", "io.micrometer.core.instrument"))
			.run((context) -> assertThat(context).hasSingleBean(KafkaConsumerGroup.class)
				.doesNotHaveBean(HealthIndicator.class)
				.doesNotHaveBean(PartitionLagListener.class));
	}

	@Test
	void lagIsAGaugeForEachPartition() {
		this.consumerRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			PartitionLagListener gauges = context.getBean(PartitionLagListener.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			gauges.added("orders", 3, () -> 5);
			assertThat(registry.get("amgi.consumer.lag").tag("topic", "orders").tag("partition", "3").gauge().value())
				.isEqualTo(5);
			gauges.removed("orders", 3);
			assertThat(registry.find("amgi.consumer.lag").gauges()).isEmpty();
		});
	}

	private static void assertFails(AssertableApplicationContext context, String problem) {
		assertThat(context).getFailure().hasRootCauseInstanceOf(InvalidConsumerException.class);
		assertThat(context).getFailure().rootCause().hasMessageContaining(problem);
	}

	private static ContainerProperties properties(KafkaConsumerGroup group) {
		return group.getContainer().getContainerProperties();
	}

	private static Status status(Object indicator) {
		return ((HealthIndicator) indicator).health().getStatus();
	}

	static class Orders {

		@AmgiChannel("orders.{region}")
		void placed(byte[] order) {
		}

	}

	static class OnLambda {

		@AmgiChannel("returns")
		void returned(byte[] order, @Nullable Context context) {
		}

	}

	static class Interceptor implements RecordInterceptor<Object, Object> {

		@Override
		public ConsumerRecord<Object, Object> intercept(ConsumerRecord<Object, Object> record,
				Consumer<Object, Object> consumer) {
			return record;
		}

	}

}
