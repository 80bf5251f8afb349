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

package io.amgi.samples.orders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaOutcome;
import io.amgi.test.lambda.LambdaResult;
import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the packaged function under Lambda's real runtime client, in a separate JVM.
 */
class OrdersLambdaIT {

	private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1, SentInvoices.TOPIC);

	private static LambdaRuntimeEmulator lambda;

	@BeforeAll
	static void start() {
		BROKER.afterPropertiesSet();
		lambda = startFunction();
	}

	@AfterAll
	static void stop() {
		lambda.close();
		BROKER.destroy();
	}

	@Test
	void invoiceIsSentToTheBrokerOfTheEvent() {
		lambda.invoke(event().record("orders", order("A-42", "2")).toJson());
		assertThat(SentInvoices.read(BROKER.getBrokersAsString()))
			.contains("A-42 {\"orderId\":\"A-42\",\"total\":49.00}");
	}

	@Test
	void ordersAreHandled() {
		LambdaResult result = lambda
			.invoke(event().record("orders", (record) -> record.key("A-1").value(order("A-1", "1")))
				.record("order-notes", (record) -> record.value("Please ring twice"))
				.toJson());
		assertThat(result.text()).isEqualTo("{\"batchItemFailures\":[]}");
	}

	@Test
	void failedRecordsFailTheInvocation() {
		LambdaResult result = lambda
			.invoke(event().record("orders", (record) -> record.offset(7).value(order("A-1", "1")))
				.record("orders", (record) -> record.offset(8).value(order("A-2", "\"top-secret\"")))
				.record("orders", (record) -> record.offset(9).value("{\"id\":\"A-3\",\"items\":[]}"))
				.toJson());
		assertError(result, "io.amgi.esm.NackException",
				"Failed to process record topic=orders, partition=0, offset=8, message=Couldn't resolve parameter 'order' of Orders.placed(Order, MessageSender): expected int at $.items[0].quantity but found a string\n"
						+ "Failed to process record topic=orders, partition=0, offset=9, message=Order A-3 has no items");
	}

	@ParameterizedTest
	@CsvSource({ "msk.json, 'topic=mytopic, partition=0, offset=15, message=Couldn''t resolve address: mytopic'",
			"self-managed.json, 'topic=mytopic, partition=0, offset=15, message=Couldn''t resolve address: mytopic'" })
	void realEventsForOthersAreRefused(String file, String failure) throws IOException {
		assertError(lambda.invoke(event(file)), "io.amgi.esm.NackException", "Failed to process record " + failure);
	}

	@Test
	void hostileEventsAreRefusedAndTheFunctionLivesOn() {
		assertError(lambda.invoke("{\"records\":" + "[".repeat(50_000)), "io.amgi.esm.event.InvalidKafkaEventException",
				"Invalid Kafka event: expected 'records' to be an object at $['records'] (byte 11)");
		assertError(lambda.invoke("{\"new\":" + "[".repeat(50_000)), "io.amgi.esm.event.InvalidKafkaEventException",
				"JSON of sane depth and lengths");
		assertError(lambda.invoke("{\"eventSource\":\"aws:sqs\",\"Records\":[]}"),
				"io.amgi.esm.event.InvalidKafkaEventException", "expected 'eventSource' to be Kafka");
		ordersAreHandled();
	}

	@Test
	void sigtermClosesTheContext() {
		try (LambdaRuntimeEmulator lambda = startFunction()) {
			lambda.invoke(event().record("orders", order("A-1", "1")).toJson());
			lambda.sigterm();
			assertThat(lambda.awaitExit(Duration.ofSeconds(30))).isEqualTo(143);
			assertThat(lambda.output()).contains("Closing the book with 1 orders");
		}
	}

	@Test
	void ordersAreHandledWithWhatWasGeneratedAheadOfTime() {
		try (LambdaRuntimeEmulator lambda = function().jvmArguments("-Dspring.aot.enabled=true").start()) {
			assertThat(lambda.output()).contains("Starting AOT-processed OrdersApplication");
			assertThat(lambda.invoke(event().record("orders", order("A-1", "1")).toJson()).text())
				.isEqualTo("{\"batchItemFailures\":[]}");
		}
	}

	private static void assertError(LambdaResult result, String type, String message) {
		assertThat(result.outcome()).isEqualTo(LambdaOutcome.ERROR);
		assertThat(result.error().type()).isEqualTo(type);
		assertThat(result.error().message()).contains(message);
		assertThat(lambda.output()).doesNotContain("top-secret");
	}

	private static LambdaRuntimeEmulator startFunction() {
		return function().start();
	}

	private static LambdaRuntimeBuilder function() {
		return LambdaRuntimeEmulator.inDirectory(Path.of("target", "orders-lambda")).mainClass(OrdersApplication.class);
	}

	private static KafkaEvents event() {
		return KafkaEvents.msk().bootstrapServers(BROKER.getBrokersAsString());
	}

	private static String order(String id, String quantity) {
		return "{\"id\":\"%s\",\"items\":[{\"article\":\"teapot\",\"quantity\":%s,\"price\":24.50}]}".formatted(id,
				quantity);
	}

	private static byte[] event(String file) throws IOException {
		try (InputStream event = OrdersLambdaIT.class.getResourceAsStream("/events/" + file)) {
			return event.readAllBytes();
		}
	}

}
