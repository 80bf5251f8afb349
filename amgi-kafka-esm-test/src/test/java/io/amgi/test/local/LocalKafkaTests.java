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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.kafka.test.utils.KafkaTestUtils;

import io.amgi.autoconfigure.AmgiProperties;
import io.amgi.test.RecordId;
import io.amgi.test.TestProducer;
import io.amgi.test.client.ShopApplication;
import io.amgi.test.mapping.EventSourceMappingListener;

import static org.assertj.core.api.Assertions.assertThat;

class LocalKafkaTests {

	private static final EmbeddedKafkaKraftBroker OTHER = new EmbeddedKafkaKraftBroker(1, 1, "orders");

	@BeforeAll
	static void start() {
		OTHER.brokerListProperty(EmbeddedKafkaBroker.SPRING_EMBEDDED_KAFKA_BROKERS);
		OTHER.afterPropertiesSet();
	}

	@AfterAll
	static void stop() {
		OTHER.destroy();
	}

	@Test
	void recordsGoThroughTheApplicationAndBackToTheBroker() {
		try (ConfigurableApplicationContext context = run(Listening.class)) {
			send(context, "orders", "{\"orderId\":\"A-1\",\"items\":1}", "{\"orderId\":\"A-2\",\"items\":0}");
			assertThat(context.getBean(EmbeddedKafkaBroker.class)).isNotNull();
			await(context, "acked orders 0", "sent orders 0 to invoices", "failed orders 1 Order A-2 has no items",
					"givenUp orders 1 Order A-2 has no items");
		}
	}

	@Test
	void productionIsLeftAlone() {
		try (ConfigurableApplicationContext context = run(Listening.class,
				"spring.kafka.bootstrap-servers=production.invalid:9092", "spring.kafka.security.protocol=SASL_SSL",
				"spring.amgi.outbound.bootstrap-servers=production.invalid:9092",
				"spring.amgi.outbound.allowed-bootstrap-servers=production.invalid:9092",
				"spring.amgi.allowed-event-source-arns=arn:aws:kafka:production")) {
			send(context, "orders", "{\"orderId\":\"A-1\",\"items\":1}");
			await(context, "acked orders 0", "sent orders 0 to invoices");
		}
	}

	@Test
	void brokerOfTheTestIsUsedAndNoneIsStarted() {
		try (ConfigurableApplicationContext context = run(OtherBroker.class,
				"spring.kafka.security.protocol=SASL_SSL")) {
			assertThat(context.getBeanProvider(EmbeddedKafkaBroker.class).stream()).isEmpty();
			send(context, "orders", "{\"orderId\":\"A-1\",\"items\":1}");
			await(context, "acked orders 0");
		}
	}

	@Test
	void topicsOfTemplatesAreThoseThatACustomizerNames() {
		try (ConfigurableApplicationContext context = run(Listening.class)) {
			send(context, "prices.eu", "1.20");
			await(context, "acked prices.eu 0");
		}
	}

	@Test
	void eventsAreShownOnTheConsoleWhereNobodyElseListens() {
		try (ConfigurableApplicationContext context = run(LocalKafka.class)) {
			assertThat(context.getBeanProvider(EventSourceMappingListener.class).stream())
				.hasOnlyElementsOfType(ConsoleView.class);
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void startTellsHowToSendARecord(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(LocalKafka.class)) {
			String servers = context.getBean(EmbeddedKafkaBroker.class).getBrokersAsString();
			assertThat(output).contains("| kafka-console-producer.sh --bootstrap-server " + servers + " --topic ");
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void brokerIsQuiet(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(LocalKafka.class)) {
			assertThat(context.getEnvironment().getProperty("logging.level.kafka")).isEqualTo("off");
			assertThat(output).doesNotContain("metadata");
		}
	}

	@Test
	void brokerTakesTransactions() {
		try (ConfigurableApplicationContext context = run(LocalKafka.class)) {
			DefaultKafkaProducerFactory<Integer, String> factory = new DefaultKafkaProducerFactory<>(
					KafkaTestUtils.producerProps(context.getBean(EmbeddedKafkaBroker.class)), new IntegerSerializer(),
					new StringSerializer());
			factory.setTransactionIdPrefix("orders-");
			assertThat(new KafkaTemplate<>(factory)
				.<CompletableFuture<?>>executeInTransaction((template) -> template.send("invoices", "1")))
				.isCompleted();
			factory.destroy();
		}
	}

	@Test
	void stuckHandlersDoNotEndTheProcess() {
		try (ConfigurableApplicationContext context = run(LocalKafka.class)) {
			assertThat(context.getBean(AmgiProperties.class).getProcessing().isExitWhenStuck()).isFalse();
		}
	}

	@Test
	void stuckHandlersEndTheProcessWhereTheApplicationSaysSo() {
		try (ConfigurableApplicationContext context = run(LocalKafka.class,
				"spring.amgi.processing.exit-when-stuck=true")) {
			assertThat(context.getBean(AmgiProperties.class).getProcessing().isExitWhenStuck()).isTrue();
		}
	}

	@Test
	void processLivesAsLongAsTheContext() {
		try (ConfigurableApplicationContext context = run(LocalKafka.class)) {
			assertThat(keepingAlive()).isTrue();
		}
		Awaitility.await().until(() -> !keepingAlive());
	}

	private static boolean keepingAlive() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("local-kafka"));
	}

	private static ConfigurableApplicationContext run(Class<?> configuration, String... properties) {
		return new SpringApplicationBuilder(ShopApplication.class, LocalKafka.class, configuration)
			.properties("spring.amgi.on-nack=report", "spring.amgi.processing.after-failure=continue")
			.properties(properties)
			.run();
	}

	private static void send(ConfigurableApplicationContext context, String topic, String... values) {
		List<String> brokers = context.getBean(KafkaConnectionDetails.class).getBootstrapServers();
		TestProducer.send(String.join(",", brokers), topic, values);
	}

	private static void await(ConfigurableApplicationContext context, String... events) {
		List<String> seen = context.getBean(Events.class).seen;
		Awaitility.await().untilAsserted(() -> assertThat(seen).contains(events));
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		@Bean
		Events events() {
			return new Events();
		}

		@Bean
		LocalEventSourceMappingCustomizer localMappingCustomizer() {
			return (mapping) -> mapping.topics("prices.eu")
				.settings((settings) -> settings.reportBatchItemFailures().maximumRetryAttempts(0));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherBroker extends Listening {

		@Bean
		KafkaConnectionDetails otherBroker() {
			return LocalKafka.broker(OTHER.getBrokersAsString());
		}

	}

	static class Events implements EventSourceMappingListener {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		@Override
		public void acked(RecordId record, int attempt) {
			add("acked", record);
		}

		@Override
		public void failed(RecordId record, int attempt, String reason) {
			add("failed", record, reason);
		}

		@Override
		public void givenUp(RecordId record, int attempts, String reason) {
			add("givenUp", record, reason);
		}

		@Override
		public void sent(RecordId record, String address) {
			add("sent", record, "to", address);
		}

		private void add(String event, RecordId record, String... more) {
			this.seen.add((event + " " + record.topic() + " " + record.offset() + " " + String.join(" ", more)).trim());
		}

	}

}
