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

package io.amgi.test.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.amgi.autoconfigure.AmgiProperties;
import io.amgi.esm.OnNack;
import io.amgi.esm.event.InvalidKafkaEventException;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.test.AmgiTestClient;
import io.amgi.test.AmgiTestClientAutoConfiguration;
import io.amgi.test.AutoConfigureAmgiTestClient;
import io.amgi.test.BatchResult;
import io.amgi.test.KafkaEvents;
import io.amgi.test.KafkaRecordSpec;
import io.amgi.test.RecordResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@SpringBootTest(properties = "spring.jackson.property-naming-strategy=SNAKE_CASE")
@AutoConfigureAmgiTestClient
class AmgiTestClientTests {

	@Autowired
	AmgiTestClient client;

	@Autowired
	AmgiProperties properties;

	@Test
	void handledRecordIsAcked() {
		assertThat(this.client.send("orders", new Order("A-1", 2))).isAcked();
	}

	@Test
	void refusedRecordIsNacked() {
		assertThat(this.client.send("orders", new Order("A-1", 0))).isNackedWith("Order A-1 has no items")
			.isNackedBecauseOf(IllegalArgumentException.class)
			.hasSentNothing();
	}

	@Test
	void payloadIsWrittenAndReadByTheApplicationsMapper() {
		assertThat(this.client.send("orders", "{\"order_id\":\"A-1\",\"items\":2}")).hasSent("invoices")
			.withPayload("{\"order_id\":\"A-1\",\"amount\":20}")
			.withPayload(new Invoice("A-1", 20));
	}

	@Test
	void keyAndHeadersGoInAndOut() {
		assertThat(this.client.send("orders", (record) -> record.key("k").value(new Order("A-1", 1))))
			.hasSent("invoices")
			.withKey("k")
			.withHeader("currency", "EUR");
		assertThat(this.client.send("returns", (record) -> record.header("reason", "blue").value("A-1")))
			.hasSent("reasons")
			.withPayload("blue at local");
	}

	@Test
	void tombstoneWithChosenPartitionIsSent() {
		assertThat(this.client.send("returns", (record) -> record.header("reason", "blue").value("A-1")))
			.hasSent("refunds")
			.withKey("A-1")
			.withoutPayload()
			.withPartition(3)
			.and()
			.hasSent("reasons")
			.withoutKey();
	}

	@Test
	void batchIsToldByRecord() {
		BatchResult batch = this.client.sendBatch("orders", new Order("A-1", 1), new Order("A-2", 0),
				new Order("A-3", 3));
		assertThat(batch).hasNackedOnly(1);
		assertThat(batch.record(0)).isAcked().hasSent("invoices").withPayload(new Invoice("A-1", 10));
		assertThat(batch.record(1)).isNackedWith("Order A-2 has no items").hasSentNothing();
		assertThat(batch.record(2)).isAcked().hasSent("invoices").withPayload(new Invoice("A-3", 30)).times(1);
		assertThat(batch).hasSent("invoices").times(2);
	}

	@Test
	void batchMayHaveSeveralTopicPartitions() {
		BatchResult batch = this.client.sendBatch((event) -> event.records("orders", 3, new Order("A-1", 1))
			.record("unknown", (record) -> record.partition(4).offset(7).value("x")));
		assertThat(batch.record("unknown", 4, 7)).isNackedWith("Couldn't resolve address: unknown");
		assertThat(batch).hasNackedOnly(1);
	}

	@Test
	void messagesOfABatchMethodAreThoseOfTheBatch() {
		assertThat(this.client.sendBatch("stock", "teapot", "cup")).isAcked().hasSent("counts").times(2);
	}

	@Test
	void undecodableRecordIsNackedInItsPlace() {
		BatchResult batch = this.client
			.sendBatch((event) -> event.record("orders", (record) -> record.field("value", "%%%"))
				.record("orders", (record) -> record.without("partition").value("x"))
				.record("orders", new Order("A-1", 1)));
		assertThat(batch).hasNackedOnly(0, 1);
		assertThat(batch.record(0)).isNackedWithMessageContaining("base64");
	}

	@Test
	void failedSendNacksTheRecord() {
		assertThat(this.client.failingSends("invoices").send("orders", new Order("A-1", 1)))
			.isNackedWith("The test lets messages to 'invoices' fail")
			.hasSentNothing();
	}

	@Test
	void sendsFailAsTheTestSays() {
		AmgiTestClient failing = this.client.failingSends(
				(message) -> (message.payload(Invoice.class).amount() > 10) ? new TimeoutException("no broker") : null);
		BatchResult batch = failing.sendBatch("orders", new Order("A-1", 1), new Order("A-2", 2));
		assertThat(batch.record(0)).isAcked();
		assertThat(batch.record(1)).isNackedBecauseOf(TimeoutException.class).hasSentNothing();
	}

	@Test
	void failuresAreThatClientsAlone() {
		this.client.failingSends("invoices").send("orders", new Order("A-1", 1));
		assertThat(this.client.send("orders", new Order("A-1", 1))).isAcked().hasSent("invoices");
	}

	@Test
	void eachRecordHasAnIdOfItsOwn() {
		RecordResult first = this.client.send("orders", new Order("A-1", 1));
		RecordResult second = this.client.send("orders", new Order("A-1", 1));
		assertThat(second.id().offset()).isEqualTo(first.id().offset() + 1);
	}

	@Test
	void wholeEventsCanBeDeliveredAgain() {
		byte[] event = KafkaEvents.msk().record("orders", new Order("A-1", 0)).toBytes();
		assertThat(this.client.invoke(event).records()).hasToString(this.client.invoke(event).records().toString());
	}

	@Test
	void invalidEventFailsTheInvocation() {
		assertThatExceptionOfType(InvalidKafkaEventException.class).isThrownBy(() -> this.client.invoke(new byte[0]));
	}

	@Test
	void recordThatIsNotInTheEventIsNotFound() {
		BatchResult batch = this.client.sendBatch((event) -> event.record("orders", (record) -> record.offset(1)));
		assertThatIllegalArgumentException().isThrownBy(() -> batch.record("orders", 0, 2))
			.withMessage("orders:0:2 is not in the event, only [orders:0:1]");
	}

	@ParameterizedTest
	@EnumSource(OnNack.class)
	void outcomeDoesNotDependOnTheApplicationsOnNack(OnNack onNack) {
		try (ConfigurableApplicationContext context = run(Map.of("spring.amgi.on-nack", onNack.name()))) {
			AmgiTestClient client = context.getBean(AmgiTestClient.class);
			assertThat(client.sendBatch("orders", new Order("A-1", 1), new Order("A-2", 0))).hasNackedOnly(1);
		}
	}

	@Test
	void recordsBehindAFailedOneAreNotAttemptedWhereTheApplicationStops() {
		try (ConfigurableApplicationContext context = run(Map.of("spring.amgi.on-nack", "report"))) {
			BatchResult batch = context.getBean(AmgiTestClient.class)
				.sendBatch("orders", new Order("A-1", 0), new Order("A-2", 2));
			assertThat(batch).isNacked().hasSentNothing();
			assertThat(batch.record(1)).isNotAttempted();
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "spring.amgi.allowed-event-source-arns=arn:aws:kafka:eu-west-1:123456789012:cluster/orders",
					"spring.amgi.outbound.allowed-bootstrap-servers=*.orders.kafka.eu-west-1.amazonaws.com:9098" })
	void applicationsThatTrustTheirOwnClusterAloneTrustTheTest(String setting) {
		try (ConfigurableApplicationContext context = application().properties(setting).run()) {
			assertThat(context.getBean(AmgiTestClient.class).send("orders", new Order("A-1", 1))).isAcked();
		}
	}

	@Test
	void stuckHandlersDoNotEndTheTestsUnlessTheApplicationSaysSo() {
		assertThat(this.properties.getProcessing().isExitWhenStuck()).isFalse();
		try (ConfigurableApplicationContext context = run(Map.of("spring.amgi.processing.exit-when-stuck", true))) {
			assertThat(context.getBean(AmgiProperties.class).getProcessing().isExitWhenStuck()).isTrue();
		}
	}

	@Test
	void deadLettersThatAwaitTheWholeOutcomeAreTold() {
		try (ConfigurableApplicationContext context = run(Map.of("spring.amgi.on-nack", "error",
				"spring.amgi.dead-letter.enabled", true, "spring.amgi.dead-letter.on", "all"))) {
			assertThat(context.getBean(AmgiTestClient.class).sendBatch("orders", new Order("A-1", 0)))
				.hasDeadLetteredOnly(0)
				.hasDeadLettered("orders.dead");
		}
	}

	@Test
	void recordsMayBeGivenUpByTheApplicationsOwnMeans() {
		DeadLetterPublisher own = (letter, send) -> CompletableFuture.completedFuture(null);
		try (ConfigurableApplicationContext context = application()
			.initializers(
					(GenericApplicationContext starting) -> starting.registerBean(DeadLetterPublisher.class, () -> own))
			.run()) {
			RecordResult result = context.getBean(AmgiTestClient.class).send("orders", new Order("A-1", 0));
			assertThat(result).isDeadLettered();
			assertThat(result.deadLetters()).isEmpty();
		}
	}

	@Test
	void messagesDoNotLeaveByTheApplicationsOwnWayOut() {
		List<MessageSendEvent> left = new ArrayList<>();
		MessageSend own = (event) -> {
			left.add(event);
			return CompletableFuture.completedFuture(null);
		};
		try (ConfigurableApplicationContext context = application()
			.initializers((GenericApplicationContext starting) -> starting.registerBean(MessageSend.class, () -> own))
			.run()) {
			assertThat(context.getBean(AmgiTestClient.class).send("orders", new Order("A-1", 1))).hasSent("invoices");
			assertThat(left).isEmpty();
		}
	}

	@Test
	void handlersHaveTheTimeThatTheTestGivesThem() {
		assertThat(this.client.timeout(Duration.ofMillis(200)).send("slow", "x")).isNotAttempted();
	}

	@Test
	void concurrentTestsSeeTheirOwnMessages() {
		List<RecordResult> results = List.of(1, 2, 3, 4, 5, 6, 7, 8)
			.parallelStream()
			.map((items) -> this.client.send("orders", new Order("A-" + items, items)))
			.toList();
		assertThat(results).allSatisfy((result) -> assertThat(result).isAcked().hasSent("invoices").times(1));
		assertThat(results).extracting((result) -> result.sent().get(0).payload(Invoice.class).amount())
			.containsExactly(10, 20, 30, 40, 50, 60, 70, 80);
	}

	@Test
	void tombstoneIsARecord() {
		assertThat(this.client.send("orders", KafkaRecordSpec::tombstone)).isNacked();
	}

	private static ConfigurableApplicationContext run(Map<String, Object> properties) {
		return application().properties(properties).run();
	}

	private static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(ShopApplication.class, AmgiTestClientAutoConfiguration.class)
			.web(WebApplicationType.NONE);
	}

}
