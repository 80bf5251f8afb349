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

package io.amgi.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import kafka.server.BrokerServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.BatchResponse.BatchItemFailure;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;
import io.amgi.sender.MessageSender;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stops the broker in the middle of an invocation: while the record with offset 3 is
 * handled, and after the messages of the records before it are confirmed. The record with
 * offset 4 sends nothing.
 */
class BrokerOutageTests {

	private static final int OUTAGE = 3;

	private static final int SILENT = 4;

	private final EmbeddedKafkaKraftBroker broker = TestBroker.start("invoices");

	private final String servers = this.broker.getBrokersAsString();

	private final Handler handler = new Handler();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, KafkaAutoConfiguration.class,
				AmgiKafkaAutoConfiguration.class, AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.on-nack=report", "spring.amgi.outbound.send-timeout=2s")
		.withBean(Handler.class, () -> this.handler);

	@AfterEach
	void destroy() {
		this.broker.destroy();
	}

	@Test
	void exactlyWhatIsNotConfirmedIsReported() {
		this.contextRunner.withPropertyValues("spring.amgi.processing.after-failure=continue")
			.run((context) -> assertThat(handle(context, 0, 6)).containsExactly(3L, 5L));
	}

	@Test
	void recordsBehindItAreReportedTooWhereItStopsThem() {
		this.contextRunner.withPropertyValues("spring.amgi.processing.after-failure=stop")
			.run((context) -> assertThat(handle(context, 0, 6)).containsExactly(3L, 4L, 5L));
		assertThat(this.handler.handled).containsOnlyKeys("0", "1", "2", "3");
	}

	@Test
	void nextInvocationSucceedsWhenTheBrokerIsBack() {
		this.contextRunner.withPropertyValues("spring.amgi.processing.after-failure=continue").run((context) -> {
			assertThat(handle(context, 0, 6)).isNotEmpty();
			broker().startup();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(handle(context, OUTAGE, 6)).isEmpty());
		});
		assertThat(TestBroker.consume(this.servers, "invoices", 5)).extracting(ConsumerRecord::value)
			.extracting((value) -> new String(value))
			.contains("0", "1", "2", "3", "5");
	}

	private Iterable<Long> handle(ApplicationContext context, int from, int to) {
		EventJson event = EventJson.event().with("bootstrapServers", this.servers);
		IntStream.range(from, to).forEach((i) -> event.record("orders", 0, i).value(String.valueOf(i)));
		return context.getBean(KafkaEventSourceMapping.class)
			.handle(event.stream(), TestContext.endingIn(30_000))
			.batchItemFailures()
			.stream()
			.map(BatchItemFailure::offset)
			.toList();
	}

	private BrokerServer broker() {
		return this.broker.getCluster().brokers().values().iterator().next();
	}

	class Handler {

		private final Map<String, Boolean> handled = new ConcurrentHashMap<>();

		private final AtomicInteger outages = new AtomicInteger();

		private final CountDownLatch confirmed = new CountDownLatch(OUTAGE);

		@AmgiChannel("orders")
		void placed(String order, MessageSender sender) throws InterruptedException {
			this.handled.put(order, true);
			int offset = Integer.parseInt(order);
			if (offset == OUTAGE && this.outages.getAndIncrement() == 0) {
				this.confirmed.await();
				broker().shutdown();
			}
			if (offset != SILENT) {
				sender.send("invoices", order).thenRun(this.confirmed::countDown);
			}
		}

	}

}
