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

package io.amgi.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.amazonaws.services.lambda.runtime.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.BDDMockito;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiObservationAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.OwnThread;
import io.amgi.esm.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class MdcBatchObserverTests {

	private final Lines lines = new Lines();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiObservationAutoConfiguration.class))
		.withBean(Handler.class)
		.withPropertyValues("spring.amgi.on-nack=report", "spring.amgi.processing.concurrency=16",
				"spring.amgi.processing.after-failure=continue");

	@BeforeEach
	void capture() {
		this.lines.start();
		root().addAppender(this.lines);
	}

	@AfterEach
	void clear() {
		root().detachAppender(this.lines);
		MDC.clear();
	}

	@Test
	void everyLineHasTheFieldsOfItsOwnRecord() {
		this.contextRunner.run((context) -> {
			KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
			List<CompletableFuture<?>> invocations = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				Context invocation = invocation("request-" + i);
				EventJson event = event("orders." + i);
				invocations.add(OwnThread.supplyAsync(() -> mapping.handle(event.stream(), invocation)));
			}
			for (CompletableFuture<?> invocation : invocations) {
				invocation.get(60, TimeUnit.SECONDS);
			}
		});
		List<Line> handled = this.lines.of("handling ");
		assertThat(handled).hasSize(8 * 16 * 4).allSatisfy((line) -> {
			String topic = line.fields().get("amgi.topic");
			assertThat(line.text()).isEqualTo("handling %s-%s@%s".formatted(topic, line.fields().get("amgi.partition"),
					line.fields().get("amgi.offset")));
			assertThat(line.fields()).containsEntry("amgi.channel", "orders.{number}")
				.containsEntry("amgi.requestId", "request-" + topic.substring("orders.".length()));
		});
		assertThat(this.lines.of("Couldn't process record ")).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.text())
				.isEqualTo("Couldn't process record %s:%s:%s".formatted(line.fields().get("amgi.topic"),
						line.fields().get("amgi.partition"), line.fields().get("amgi.offset"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "log", "report" })
	void lineThatReportsAFailureHasTheFieldsOfItsRecord(String onNack) {
		this.contextRunner.withPropertyValues("spring.amgi.on-nack=" + onNack)
			.run((context) -> context.getBean(KafkaEventSourceMapping.class)
				.handle(event("orders.1").stream(), invocation("request")));
		assertThat(this.lines.of("Failed to process record ")).hasSize(16)
			.allSatisfy((line) -> assertThat(line.fields()).containsEntry("amgi.requestId", "request")
				.containsEntry("amgi.topic", "orders.1")
				.containsEntry("amgi.offset", "2")
				.containsEntry("amgi.channel", "orders.{number}")
				.doesNotContainKey("left"))
			.allSatisfy((line) -> assertThat(line.text())
				.contains("partition=%s,".formatted(line.fields().get("amgi.partition"))));
	}

	@Test
	void lineAboutARecordThatWasCutHasItsFields() {
		this.contextRunner.withPropertyValues("spring.amgi.processing.exit-when-stuck=false").run((context) -> {
			Context invocation = TestContext.endingIn(3_000);
			context.getBean(KafkaEventSourceMapping.class)
				.handle(EventJson.event().record("orders.1", 0, 1).value("stubborn").stream(), invocation);
			Handler.RELEASED.countDown();
		});
		assertThat(this.lines.of("Failed to process record ")).singleElement()
			.satisfies((line) -> assertThat(line.fields()).containsEntry("amgi.topic", "orders.1")
				.containsEntry("amgi.offset", "1"));
	}

	@Test
	void invokingThreadGetsBackWhatItHad() {
		MDC.put("own", "1");
		this.contextRunner.run((context) -> context.getBean(KafkaEventSourceMapping.class)
			.handle(event("orders.1").stream(), invocation("request")));
		assertThat(MDC.getCopyOfContextMap()).containsExactlyEntriesOf(Map.of("own", "1"));
	}

	@Test
	void fieldsThatAHandlerLeavesBehindAreGoneForTheNextRecord() {
		this.contextRunner.withPropertyValues("spring.amgi.processing.concurrency=1")
			.run((context) -> context.getBean(KafkaEventSourceMapping.class)
				.handle(event("orders.1").stream(), invocation("request")));
		assertThat(this.lines.of("handling "))
			.allSatisfy((line) -> assertThat(line.fields()).doesNotContainKey("left"));
	}

	@Test
	void hostileTopicIsEscapedAndCut() {
		this.contextRunner.run((context) -> context.getBean(KafkaEventSourceMapping.class)
			.handle(event("orders.\n" + "x".repeat(1000)).stream(), null));
		assertThat(this.lines.of("handling ")).isNotEmpty()
			.allSatisfy(
					(line) -> assertThat(line.fields().get("amgi.topic")).startsWith("orders.\\u000ax").hasSize(256));
	}

	@Test
	void fieldsAreOffByProperty() {
		this.contextRunner.withPropertyValues("spring.amgi.logging.mdc=false")
			.run((context) -> context.getBean(KafkaEventSourceMapping.class)
				.handle(event("orders.1").stream(), invocation("request")));
		assertThat(this.lines.of("handling ")).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.fields().keySet()).noneMatch((field) -> field.startsWith("amgi.")));
	}

	private static EventJson event(String topic) {
		EventJson event = EventJson.event();
		for (int partition = 0; partition < 16; partition++) {
			for (int offset = 0; offset < 4; offset++) {
				event.record(topic, partition, offset).value((offset == 2) ? "bad" : "good");
			}
		}
		return event;
	}

	private static Context invocation(String requestId) {
		Context context = TestContext.endingIn(600_000);
		BDDMockito.given(context.getAwsRequestId()).willReturn(requestId);
		return context;
	}

	private static Logger root() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	static class Handler {

		private static final CountDownLatch RELEASED = new CountDownLatch(1);

		private static final org.slf4j.Logger logger = LoggerFactory.getLogger(Handler.class);

		@AmgiChannel("orders.{number}")
		void placed(String order, ConsumerRecord<String, String> record) {
			logger.info("handling {}-{}@{}", FieldText.of(record.topic()), record.partition(), record.offset());
			MDC.put("left", "behind");
			if (order.equals("stubborn")) {
				awaitRelease();
			}
			if (order.equals("bad")) {
				throw new IllegalStateException("bad");
			}
		}

		private static void awaitRelease() {
			while (RELEASED.getCount() > 0) {
				try {
					RELEASED.await();
				}
				catch (InterruptedException ex) {
					// Ignores the interrupt on purpose.
				}
			}
		}

	}

	record Line(String text, Map<String, String> fields) {

	}

	static final class Lines extends AppenderBase<ILoggingEvent> {

		private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
				this.lines.add(new Line(event.getFormattedMessage(), event.getMDCPropertyMap()));
			}
		}

		List<Line> of(String prefix) {
			return this.lines.stream().filter((line) -> line.text().startsWith(prefix)).toList();
		}

	}

}
