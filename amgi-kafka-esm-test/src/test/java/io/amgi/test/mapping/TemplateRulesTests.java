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

package io.amgi.test.mapping;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.test.mapping.EventSourceMappingSettings.Builder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Demonstrates the rules of {@code io.amgi.test.template}: with a mapping that breaks the
 * rule, a real application loses records, stalls or repeats them, and with a mapping that
 * fits, it does not. Each test is named after its {@code Rule}.
 */
class TemplateRulesTests {

	private static final List<String> HANDLED = new CopyOnWriteArrayList<>();

	// By their settings.
	private static final Map<List<String>, ConfigurableApplicationContext> APPLICATIONS = new HashMap<>();

	private final Recorded recorded = new Recorded();

	private ConfigurableApplicationContext application = application("error");

	@AfterAll
	static void close() {
		APPLICATIONS.values().forEach(ConfigurableApplicationContext::close);
		APPLICATIONS.clear();
	}

	@AfterEach
	void clear() {
		HANDLED.clear();
	}

	@Test
	void ignoredPartialResponse() {
		use("report");
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison", "c");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> {
		}))) {
			awaitCommitted(kafka, 3);
		}
		assertThat(this.recorded.lost).contains(kafka.id(0, 1));
		assertThat(this.recorded.givenUp).isEmpty();
	}

	@Test
	void ignoredPartialResponseIsReadWhereTheMappingSaysSo() {
		use("report");
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison", "c");
		String destination = kafka.newTopic("-failed");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> settings.reportBatchItemFailures()
			.maximumRetryAttempts(1)
			.onFailureDestination("kafka://" + destination)))) {
			awaitCommitted(kafka, 3);
		}
		assertThat(this.recorded.lost).isEmpty();
		assertThat(TestKafka.read(destination, 1)).isNotEmpty();
	}

	// Without provisioned pollers, Lambda ignores settings that require them, so that the
	// defaults apply.
	@Test
	void pollersNotProvisioned() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison", "b");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> {
		}))) {
			await().until(() -> this.recorded.batches.size() > 5);
		}
		assertThat(kafka.committed(0)).isZero();
		assertThat(HANDLED).containsOnly("b").hasSizeGreaterThan(1);
	}

	@Test
	void endlessRetries() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison").send(0, "b");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> settings.batchSize(1)))) {
			await().until(() -> this.recorded.batches.size() > 15);
		}
		assertThat(kafka.committed(0)).isZero();
		assertThat(HANDLED).isEmpty();
	}

	@Test
	void tenRetries() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison");
		String destination = kafka.newTopic("-failed");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.onFailureDestination("kafka://" + destination)))) {
			awaitCommitted(kafka, 1);
		}
		assertThat(this.recorded.batches).hasSize(11);
		assertThat(TestKafka.read(destination, 1)).hasSize(1);
	}

	@Test
	void droppedRecords() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> settings.maximumRetryAttempts(1)))) {
			awaitCommitted(kafka, 1);
		}
		assertThat(this.recorded.givenUp).containsOnlyKeys(kafka.id(0, 0));
		assertThat(HANDLED).isEmpty();
	}

	@Test
	void healthyRecordsGivenUp() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison", "b", "c");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> settings.maximumRetryAttempts(2)))) {
			awaitCommitted(kafka, 3);
		}
		assertThat(this.recorded.givenUp).containsKeys(kafka.id(0, 1), kafka.id(0, 2));
		assertThat(HANDLED).containsExactly("b", "c", "b", "c", "b", "c");
	}

	@Test
	void healthyRecordsGivenUpUnlessTheBatchIsSplit() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison", "b", "c");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.maximumRetryAttempts(2).bisectBatchOnFunctionError()))) {
			awaitCommitted(kafka, 3);
		}
		assertThat(this.recorded.givenUp).containsOnlyKeys(kafka.id(0, 0));
		assertThat(HANDLED).contains("b", "c");
	}

	@Test
	void healthyRecordsGivenUpBehindAReportedOne() {
		use("report");
		TestKafka kafka = TestKafka.topic(1).send(0, "poison", "b", "c");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.reportBatchItemFailures().maximumRetryAttempts(2)))) {
			awaitCommitted(kafka, 3);
		}
		assertThat(this.recorded.givenUp).containsKeys(kafka.id(0, 1), kafka.id(0, 2));
		assertThat(HANDLED).isEmpty();
	}

	@Test
	void healthyRecordsGivenUpUnlessTheApplicationContinues() {
		use("report", "spring.amgi.processing.after-failure=continue");
		for (PartialBatchReading reading : PartialBatchReading.values()) {
			TestKafka kafka = TestKafka.topic(1).send(0, "poison", "b", "c");
			try (LocalEventSourceMapping mapping = start(
					kafka.mapping((settings) -> settings.reportBatchItemFailures(reading).maximumRetryAttempts(2)))) {
				awaitCommitted(kafka, 3);
			}
			assertThat(HANDLED).contains("b", "c");
			HANDLED.clear();
		}
	}

	// Lambda refuses a mapping whose destination is its own topic. Two mappings of a
	// function can still feed each other.
	@Test
	void destinationIsSource() {
		TestKafka orders = TestKafka.topic(1).send(0, "poison");
		TestKafka failed = TestKafka.topic(1);
		try (LocalEventSourceMapping first = start(orders.mapping(givingUpTo(failed)));
				LocalEventSourceMapping second = start(failed.mapping(givingUpTo(orders)))) {
			await().until(() -> this.recorded.givenUp.size() > 5);
		}
		assertThat(this.recorded.givenUp).containsKeys(orders.id(0, 0), failed.id(0, 0), orders.id(0, 1),
				failed.id(0, 1));
	}

	@Test
	void registryWithoutDestination() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison", "b");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.schemaRegistry(TemplateRulesTests::deserialize)))) {
			awaitCommitted(kafka, 2);
		}
		assertThat(HANDLED).containsExactly("b");
		assertThat(this.recorded.givenUp).isEmpty();
	}

	@Test
	void registryWithDestinationKeepsWhatItCannotRead() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison", "b");
		String destination = kafka.newTopic("-failed");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.schemaRegistry(TemplateRulesTests::deserialize)
					.onFailureDestination("kafka://" + destination)))) {
			awaitCommitted(kafka, 2);
		}
		assertThat(TestKafka.read(destination, 1)).hasSize(1);
	}

	@Test
	void recordFormat() {
		use("error", "shop.numbers=orders-{id}", "shop.texts=none");
		TestKafka kafka = TestKafka.topic(1).send(0, "{\"no\":\"number\"}");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> {
		}))) {
			await().until(() -> this.recorded.batches.size() > 5);
		}
		assertThat(kafka.committed(0)).isZero();
		assertThat(HANDLED).isEmpty();
	}

	@Test
	void topicWithoutChannel() {
		use("log", "shop.texts=refunds");
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> {
		}))) {
			await().until(() -> this.recorded.batches.size() > 5);
		}
		assertThat(kafka.committed(0)).isZero();
		assertThat(HANDLED).isEmpty();
	}

	@Test
	void batching() {
		TestKafka kafka = TestKafka.topic(1).sendAt(Instant.now(), "k", "a");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.maximumBatchingWindow(Duration.ofMillis(400))
					.maximumRecordAge(Duration.ofMillis(200))
					.maximumRetryAttempts(5)))) {
			awaitCommitted(kafka, 1);
		}
		assertThat(this.recorded.givenUp).containsOnlyKeys(kafka.id(0, 0));
		assertThat(HANDLED).isEmpty();
	}

	// Five of these records are 6 MB in base64. Neither the size nor the window decides.
	@Test
	void batchingEndsAtThePayloadLimit() {
		TestKafka kafka = TestKafka.topic(1).sendLarge(11, 900_000);
		try (LocalEventSourceMapping mapping = start(kafka
			.mapping((settings) -> settings.batchSize(10_000).maximumBatchingWindow(Duration.ofSeconds(300))))) {
			await().until(() -> this.recorded.acked.size() == 10);
		}
		assertThat(this.recorded.batchSizes()).containsExactly(5, 5);
		assertThat(this.recorded.batches).allMatch((batch) -> batch.payloadSize() <= 6 * 1024 * 1024);
	}

	// A poison pill in such a batch makes Lambda deliver 6 MB again, whatever the size
	// is.
	@Test
	void batchingUpToThePayloadLimitRepeatsTheWholeBatch() {
		TestKafka kafka = TestKafka.topic(1).sendLarge(4, 900_000).send(0, "poison").sendLarge(6, 900_000);
		try (LocalEventSourceMapping mapping = start(kafka
			.mapping((settings) -> settings.batchSize(10_000).maximumBatchingWindow(Duration.ofSeconds(300))))) {
			await().until(() -> this.recorded.batches.size() >= 3);
		}
		assertThat(this.recorded.batches).extracting(Batch::records).containsOnly(kafka.ids(0, 0, 6));
		assertThat(kafka.committed(0)).isZero();
	}

	@Test
	void batchingLosesARecordBeyondThePayloadLimit() {
		TestKafka kafka = TestKafka.topicOfLargeRecords().sendLarge(1, 4_800_000).send(0, "b");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> {
		}))) {
			awaitCommitted(kafka, 2);
		}
		assertThat(this.recorded.givenUp).containsOnlyKeys(kafka.id(0, 0));
		assertThat(HANDLED).containsExactly("b");
	}

	private static Consumer<Builder> givingUpTo(TestKafka destination) {
		return (settings) -> settings.maximumRetryAttempts(0).onFailureDestination("kafka://" + destination.topic());
	}

	private void use(String onNack, String... properties) {
		this.application = application(onNack, properties);
	}

	private static ConfigurableApplicationContext application(String onNack, String... properties) {
		List<String> settings = new ArrayList<>(List.of(properties));
		settings.add(0, onNack);
		return APPLICATIONS.computeIfAbsent(settings, (added) -> run(onNack, properties));
	}

	private LocalEventSourceMapping start(LocalEventSourceMapping.Builder mapping) {
		KafkaEventSourceMapping function = this.application.getBean(KafkaEventSourceMapping.class);
		return mapping.listener(this.recorded)
			.function((event) -> function.handle(new ByteArrayInputStream(event), null).toJson())
			.start();
	}

	private static ConsumerRecord<byte[], byte[]> deserialize(ConsumerRecord<byte[], byte[]> record) {
		Assert.isTrue(record.value().length == 1, "not of the schema");
		return record;
	}

	private static ConditionFactory await() {
		return Awaitility.await().pollInterval(Duration.ofMillis(20));
	}

	private static void awaitCommitted(TestKafka kafka, long offset) {
		await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(offset));
	}

	private static ConfigurableApplicationContext run(String onNack, String... properties) {
		return new SpringApplicationBuilder(Shop.class)
			.properties("spring.main.web-application-type=none", "spring.amgi.on-nack=" + onNack,
					"shop.texts=orders-{id}", "shop.numbers=numbers")
			.properties(properties)
			.run();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Shop {

		@AmgiChannel("${shop.texts}")
		void placed(byte[] order) {
			String text = new String(order, StandardCharsets.UTF_8);
			if (text.contains("poison") || text.contains("KafkaBatchInfo")) {
				throw new IllegalStateException("poison");
			}
			HANDLED.add(text);
		}

		@AmgiChannel("${shop.numbers}")
		void counted(Integer number) {
			HANDLED.add(number.toString());
		}

	}

}
