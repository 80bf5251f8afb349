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
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.KafkaEvents;
import io.amgi.test.RecordId;
import io.amgi.test.TestProducer;
import io.amgi.test.client.ShopApplication;
import io.amgi.test.mapping.EventSourceMappingListener;
import io.amgi.test.mapping.LambdaFunction;
import io.amgi.test.mapping.LocalEventSourceMapping;

import static org.assertj.core.api.Assertions.assertThat;

class ObservedFunctionInvokerTests {

	private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1, "orders", "invoices");

	private final Told told = new Told();

	@BeforeAll
	static void start() {
		BROKER.brokerListProperty(EmbeddedKafkaBroker.SPRING_EMBEDDED_KAFKA_BROKERS);
		BROKER.afterPropertiesSet();
		send("{\"orderId\":\"A-1\",\"items\":1}", "{\"orderId\":\"A-2\",\"items\":0}");
	}

	@AfterAll
	static void stop() {
		BROKER.destroy();
	}

	@ParameterizedTest
	@ValueSource(strings = { "report", "error" })
	void listenersAreToldWhatWasSentAndWhyRecordsHaveFailed(String onNack) {
		run(onNack, "sent orders 0 to invoices", "failed orders 1 Order A-2 has no items");
	}

	@Test
	void listenersAreToldWhatIsOnlyLogged() {
		run("log", "acked orders 0", "sent orders 0 to invoices", "dropped orders 1 Order A-2 has no items");
	}

	@Test
	void mainClassIsThatOfBefore() throws Exception {
		System.setProperty("MAIN_CLASS", "com.example.Other");
		try {
			invoke();
			assertThat(System.getProperty("MAIN_CLASS")).isEqualTo("com.example.Other");
		}
		finally {
			System.clearProperty("MAIN_CLASS");
		}
		invoke();
		assertThat(System.getProperty("MAIN_CLASS")).isNull();
	}

	private static void invoke() throws Exception {
		try (LambdaFunction function = MainClassFunction.of(ShopApplication.class)) {
			function.invoke(KafkaEvents.selfManaged().toBytes());
		}
	}

	private void run(String onNack, String... expected) {
		System.setProperty("spring.amgi.on-nack", onNack);
		try (LocalEventSourceMapping mapping = LocalEventSourceMapping.builder()
			.bootstrapServers(BROKER.getBrokersAsString())
			.topics("orders")
			.consumerGroupId(onNack)
			.settings((settings) -> settings.maximumRetryAttempts(0).reportBatchItemFailures())
			.function(MainClassFunction.of(ShopApplication.class))
			.listener(this.told)
			.start()) {
			Awaitility.await().untilAsserted(() -> assertThat(this.told.events).contains(expected));
		}
		finally {
			System.clearProperty("spring.amgi.on-nack");
		}
	}

	private static void send(String... values) {
		TestProducer.send(BROKER.getBrokersAsString(), "orders", values);
	}

	private static final class Told implements EventSourceMappingListener {

		private final List<String> events = new CopyOnWriteArrayList<>();

		@Override
		public void acked(RecordId record, int attempt) {
			this.events.add("acked orders " + record.offset());
		}

		@Override
		public void failed(RecordId record, int attempt, String reason) {
			this.events.add("failed orders " + record.offset() + " " + reason);
		}

		@Override
		public void dropped(RecordId record, int attempt, String reason) {
			this.events.add("dropped orders " + record.offset() + " " + reason);
		}

		@Override
		public void sent(RecordId record, String address) {
			this.events.add("sent orders " + record.offset() + " to " + address);
		}

	}

}
