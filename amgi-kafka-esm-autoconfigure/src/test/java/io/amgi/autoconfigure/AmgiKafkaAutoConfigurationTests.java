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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.kafka.EventBootstrapServers;
import io.amgi.kafka.KafkaMessageSendProvider;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.MessageSendProvider;
import io.amgi.server.MessageSendSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class AmgiKafkaAutoConfigurationTests {

	private static final String WARNING = "Credentials for Kafka go to any brokers that an event names";

	private final Map<String, Object> config = new HashMap<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, KafkaAutoConfiguration.class,
				AmgiKafkaAutoConfiguration.class, AmgiAutoConfiguration.class));

	@Test
	void isThereByDefaultBesideSpringBootsTemplate() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(KafkaMessageSendProvider.class)
			.hasSingleBean(KafkaTemplate.class));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.contextRunner.withPropertyValues("spring.amgi.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(KafkaMessageSendProvider.class)
				.doesNotHaveBean(InjectedProducerFactoryCustomizer.class));
	}

	@Test
	void isNotThereWithoutSpringKafka() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(KafkaTemplate.class))
			.run((context) -> assertThat(context).hasSingleBean(KafkaEventSourceMapping.class)
				.doesNotHaveBean(MessageSendProvider.class));
	}

	@Test
	void givesWayToAMessageSend() {
		this.contextRunner.withBean(MessageSend.class, () -> (event) -> CompletableFuture.completedFuture(null))
			.run((context) -> assertThat(context).doesNotHaveBean(MessageSendProvider.class));
	}

	@Test
	void givesWayToAProvider() {
		this.contextRunner.withBean(MessageSendProvider.class, () -> (servers) -> null)
			.run((context) -> assertThat(context).doesNotHaveBean(KafkaMessageSendProvider.class));
	}

	@Test
	void producerConfigurationIsSpringBoots() {
		assertThat(configuration("spring.kafka.producer.acks=1", "spring.kafka.producer.compression-type=zstd",
				"spring.kafka.properties.metadata.max.age.ms=1234", "spring.kafka.producer.properties.linger.ms=7",
				"spring.amgi.outbound.send-timeout=3s"))
			.containsEntry("acks", "1")
			.containsEntry("compression.type", "zstd")
			.containsEntry("metadata.max.age.ms", "1234")
			.containsEntry("linger.ms", "7")
			.containsEntry("max.block.ms", 3000L);
	}

	@Test
	void producersReportNothingOnLambda() {
		assertThat(configuration("AWS_LAMBDA_RUNTIME_API=localhost:1")).containsEntry("metric.reporters", List.of())
			.containsEntry("enable.metrics.push", false);
		assertThat(configuration()).doesNotContainKeys("metric.reporters", "enable.metrics.push");
	}

	@Test
	void producersReportOnLambdaIfTheApplicationSaysSo() {
		assertThat(configuration("AWS_LAMBDA_RUNTIME_API=localhost:1",
				"spring.kafka.properties.metric.reporters=org.apache.kafka.common.metrics.JmxReporter",
				"spring.kafka.producer.properties.enable.metrics.push=true"))
			.containsEntry("metric.reporters", "org.apache.kafka.common.metrics.JmxReporter")
			.containsEntry("enable.metrics.push", "true");
	}

	@Test
	void sslBundleIsUsed() {
		assertThat(configuration("spring.kafka.ssl.bundle=kafka", "spring.kafka.security.protocol=SSL",
				"spring.ssl.bundle.jks.kafka.key.alias=a"))
			.containsEntry("ssl.engine.factory.class", SslBundleSslEngineFactory.class)
			.containsEntry("security.protocol", "SSL")
			.containsKey("org.springframework.boot.ssl.SslBundle");
	}

	@Test
	void iamOfMskIsConfiguredAsTheReadmeSays() {
		assertThat(configuration("spring.kafka.security.protocol=SASL_SSL",
				"spring.kafka.properties.sasl.mechanism=AWS_MSK_IAM",
				"spring.kafka.properties.sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;",
				"spring.kafka.properties.sasl.client.callback.handler.class=software.amazon.msk.auth.iam.IAMClientCallbackHandler"))
			.containsEntry("security.protocol", "SASL_SSL")
			.containsEntry("sasl.mechanism", "AWS_MSK_IAM")
			.containsEntry("sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;")
			.containsEntry("sasl.client.callback.handler.class",
					"software.amazon.msk.auth.iam.IAMClientCallbackHandler");
	}

	@Test
	void transactionalIdIsNotTakenOver() {
		assertThat(configuration("spring.kafka.properties.transactional.id=orders",
				"spring.kafka.producer.transaction-id-prefix=orders-"))
			.doesNotContainKey("transactional.id");
	}

	@Test
	void credentialsForAnyoneAreWarnedOfOnce(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.kafka.security.protocol=SASL_SSL").run((context) -> {
		});
		assertThat(output.getAll().split(WARNING, -1)).hasSize(2);
	}

	@Test
	void credentialsForTrustedServersAreNotWarnedOf(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("spring.kafka.security.protocol=SASL_SSL",
					"spring.amgi.outbound.allowed-bootstrap-servers=*.example.com")
			.run((context) -> {
			});
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void connectionWithoutCredentialsIsNotWarnedOf(CapturedOutput output) {
		this.contextRunner.run((context) -> {
		});
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void invalidPatternStopsTheStart() {
		this.contextRunner.withPropertyValues("spring.amgi.outbound.allowed-bootstrap-servers=b-*.example.com")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Invalid pattern 'b-*.example.com'"));
	}

	@Test
	void sendWithoutServersNamesTheProperty() {
		this.contextRunner.run((context) -> assertThat(send(context, null)).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.havingCause()
			.withMessage("Message to 'invoices' not sent: the event names no bootstrap servers, "
					+ "set 'spring.amgi.outbound.bootstrap-servers'"));
	}

	@Test
	void plaintextToSecurePortsNamesTheProperty(CapturedOutput output) {
		this.contextRunner
			.run((context) -> assertThat(send(context, "no-such-host.invalid:9098")).isCompletedExceptionally());
		assertThat(output).contains("The ports of no-such-host.invalid:9098 suggest TLS or SASL, "
				+ "but spring.kafka.security.protocol says PLAINTEXT: sends will time out");
	}

	@Test
	void eventsOfASecondClusterNameTheProperties(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(DefaultKafkaProducerFactory.class);
			context.getBean(EventBootstrapServers.class).update("first:1");
			context.getBean(EventBootstrapServers.class).update("second:2");
		});
		assertThat(output).contains("Events come from second:2 now; injected templates still send to first:1, "
				+ "the first event's. Set 'spring.amgi.outbound.bootstrap-servers' or "
				+ "'spring.kafka.bootstrap-servers' to say where they shall send to");
	}

	@Test
	void sendBeforeTheFirstEventNamesTheProperty(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			DefaultKafkaProducerFactory<?, ?> factory = context.getBean(DefaultKafkaProducerFactory.class);
			assertThatIllegalStateException().isThrownBy(factory::createProducer)
				.withMessage("No brokers are known before the first event: "
						+ "set 'spring.amgi.outbound.bootstrap-servers' to send earlier");
			factory.setKeySerializer(null);
			assertThatExceptionOfType(KafkaException.class).isThrownBy(factory::createProducer);
		});
		assertThat(output).contains("set-spring.amgi.outbound.bootstrap-servers.invalid:9092");
	}

	@Test
	void proxyOfProducersIsHinted() {
		RuntimeHints hints = new RuntimeHints();
		new AmgiKafkaAutoConfiguration.Hints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Producer.class)).accepts(hints);
	}

	private static CompletableFuture<Void> send(ApplicationContext context, @Nullable String servers) {
		try (MessageSendSession send = context.getBean(MessageSendProvider.class).open(servers)) {
			return send.send(new MessageSendEvent("invoices", List.of(), null, Map.of()));
		}
	}

	private Map<String, Object> configuration(String... properties) {
		this.contextRunner.withPropertyValues(properties)
			.withBean(DefaultKafkaProducerFactoryCustomizer.class,
					() -> (factory) -> this.config.putAll(factory.getConfigurationProperties()))
			.run(AmgiKafkaAutoConfigurationTests.this::open);
		return this.config;
	}

	// No broker listens there, but the producer is configured.
	private void open(ApplicationContext context) {
		this.config.clear();
		MessageSendEvent event = new MessageSendEvent("invoices", List.of(), null, Map.of());
		Thread.currentThread().interrupt();
		try (MessageSendSession send = context.getBean(MessageSendProvider.class).open("localhost:1")) {
			send.send(event);
		}
		Thread.interrupted();
	}

}
