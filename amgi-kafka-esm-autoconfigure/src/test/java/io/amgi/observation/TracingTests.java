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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiObservationAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.OwnThread;
import io.amgi.esm.TestContext;
import io.amgi.handler.BatchRecordException;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.server.MessageServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces with a real OpenTelemetry SDK, as Spring Boot configures it.
 */
class TracingTests {

	private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String SPAN_ID = "00f067aa0ba902b7";

	private static final String TRACE_PARENT = "00-" + TRACE_ID + "-" + SPAN_ID + "-01";

	private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

	private final Queue<MessageSendEvent> sent = new ConcurrentLinkedQueue<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiObservationAutoConfiguration.class,
				ObservationAutoConfiguration.class, MicrometerTracingAutoConfiguration.class,
				OpenTelemetrySdkAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class))
		.withBean(SpanExporter.class, () -> this.exporter)
		.withBean(MessageSend.class, () -> (message) -> {
			this.sent.add(message);
			return message.address().equals("broken")
					? CompletableFuture.failedFuture(new IllegalStateException("no broker"))
					: CompletableFuture.completedFuture(null);
		})
		.withPropertyValues("management.tracing.sampling.probability=1.0", "spring.amgi.on-nack=log");

	@Test
	void traceOfARecordGoesOnInWhatItSends() {
		this.contextRunner.withBean(Handler.class).run((context) -> {
			handle(context, record("orders", 1));
			SpanData process = span("orders process");
			assertThat(process.getTraceId()).isEqualTo(TRACE_ID);
			assertThat(process.getParentSpanId()).isEqualTo(SPAN_ID);
			assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
			assertThat(attribute(process, "messaging.destination.partition.id")).isEqualTo("0");
			assertThat(attribute(process, "messaging.kafka.offset")).isEqualTo("1");
			assertThat(attribute(process, "outcome")).isEqualTo("acked");
			assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
			assertThat(process.getEvents()).isEmpty();
			SpanData send = span("invoices send");
			assertThat(send.getParentSpanId()).isEqualTo(process.getSpanId());
			assertThat(send.getKind()).isEqualTo(SpanKind.PRODUCER);
			assertThat(attribute(send, "outcome")).isEqualTo("confirmed");
			assertThat(traceParentOf(this.sent.remove())).isEqualTo("00-" + TRACE_ID + "-" + send.getSpanId() + "-01");
		});
	}

	@Test
	void recordWithoutTraceBelongsToThatOfItsBatch() {
		this.contextRunner.withBean(Handler.class).run((context) -> {
			handle(context, EventJson.event().record("orders", 0, 1).value("plain"));
			SpanData batch = span("lambda batch");
			SpanData process = span("orders process");
			assertThat(process.getTraceId()).isEqualTo(batch.getTraceId());
			assertThat(process.getParentSpanId()).isEqualTo(batch.getSpanId());
			assertThat(attribute(batch, "outcome")).isEqualTo("acked");
		});
	}

	@Test
	void traceGoesOnInADeadLetter() {
		this.contextRunner.withBean(Handler.class)
			.withPropertyValues("spring.amgi.dead-letter.enabled=true")
			.run((context) -> {
				handle(context, record("failing", 1));
				SpanData process = span("failing process");
				assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
				assertThat(attribute(process, "outcome")).isEqualTo("dead_lettered");
				assertThat(process.getEvents()).extracting(EventData::getName)
					.containsExactly("retry", "retry", "exception");
				SpanData letter = span("failing-dlt send");
				assertThat(letter.getParentSpanId()).isEqualTo(process.getSpanId());
				assertThat(traceParentOf(this.sent.remove()))
					.isEqualTo("00-" + TRACE_ID + "-" + letter.getSpanId() + "-01");
			});
	}

	@Test
	void lineThatReportsAFailureBelongsToTheTraceOfItsRecord() {
		Logger logger = (Logger) LoggerFactory.getLogger("io.amgi.records");
		SpansOfLines lines = new SpansOfLines();
		lines.start();
		logger.addAppender(lines);
		try {
			this.contextRunner.withBean(Handler.class).run((context) -> {
				handle(context, record("failing", 1));
				assertThat(spans("failing process"::equals)).hasSize(1);
				String spanId = span("failing process").getSpanId();
				assertThat(lines.spanIds).containsEntry("Couldn't process record failing:0:1", spanId)
					.containsEntry("Failed to process record topic=failing, partition=0, offset=1, message=not today",
							spanId);
			});
		}
		finally {
			logger.detachAppender(lines);
		}
	}

	@Test
	void callOfABatchMethodLinksToEachRecord() {
		this.contextRunner.withBean(Handler.class).run((context) -> {
			EventJson event = record("batches", 1).record("batches", 0, 2).value("without");
			handle(context, event.record("batches", 0, 3).value("other").header("traceparent", signed(other())));
			SpanData process = span("batches process");
			assertThat(process.getLinks()).extracting((link) -> link.getSpanContext().getSpanId())
				.containsExactly(SPAN_ID, "1111111111111111");
			assertThat(process.getParentSpanId()).isEqualTo(span("lambda batch").getSpanId());
			assertThat(attribute(process, "messaging.batch.message_count")).isEqualTo("3");
			assertThat(spans("batches process"::equals)).hasSize(1);
		});
	}

	@Test
	void furtherCallOfABatchMethodIsAnotherSpan() {
		this.contextRunner.withBean(Handler.class)
			.withPropertyValues("spring.amgi.processing.after-failure=continue", "spring.amgi.on-nack=log")
			.run((context) -> {
				handle(context,
						record("partly", 1).record("partly", 0, 2).value("bad").record("partly", 0, 3).value("good"));
				assertThat(spans("partly process"::equals)).extracting((span) -> attribute(span, "outcome"))
					.containsExactlyInAnyOrder("nacked", "acked");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "async", "virtual" })
	void asynchronousResultIsInTheSpan(String channel) {
		this.contextRunner.withBean(Handler.class).run((context) -> {
			handle(context, record(channel, 1));
			SpanData process = span(channel + " process");
			assertThat(process.getTraceId()).isEqualTo(TRACE_ID);
			assertThat(span("invoices send").getParentSpanId()).isEqualTo(process.getSpanId());
		});
	}

	@Test
	void rawApplicationIsObservedFromReceiveToAck() {
		AmgiApplication raw = (scope, receive, send) -> {
			if (scope instanceof MessageScope) {
				MessageReceiveEvent message = (MessageReceiveEvent) receive.receive();
				send.send(new MessageSendEvent("invoices", List.of(), null, Map.of()));
				send.send(new MessageAckEvent(message.id()));
			}
		};
		this.contextRunner.withBean(AmgiApplication.class, () -> raw)
			.withPropertyValues("spring.amgi.lifespan.enabled=false")
			.run((context) -> {
				handle(context, record("orders", 1));
				SpanData process = span("none process");
				assertThat(process.getTraceId()).isEqualTo(TRACE_ID);
				assertThat(span("invoices send").getParentSpanId()).isEqualTo(process.getSpanId());
			});
	}

	// The failure of a message that nobody has waited for revokes all acks of its scope.
	@Test
	void rawApplicationsAckThatIsRevokedIsObservedAsNotCompleted() {
		AmgiApplication raw = (scope, receive, send) -> {
			if (scope instanceof MessageScope) {
				MessageReceiveEvent first = (MessageReceiveEvent) receive.receive();
				send.send(new MessageAckEvent(first.id()));
				MessageReceiveEvent second = (MessageReceiveEvent) receive.receive();
				send.send(new MessageSendEvent("broken", List.of(), null, Map.of()));
				send.send(new MessageAckEvent(second.id()));
			}
		};
		this.contextRunner.withBean(AmgiApplication.class, () -> raw)
			.withPropertyValues("spring.amgi.lifespan.enabled=false", "spring.amgi.on-nack=report")
			.run((context) -> {
				handle(context, record("orders", 1).record("orders", 0, 2).value("b"));
				assertThat(spans("none process"::equals)).hasSize(2).allSatisfy((process) -> {
					assertThat(attribute(process, "outcome")).isEqualTo("not_completed");
					assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
				});
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "\u0000", "00-x", "" })
	void traceParentThatIsNoneStartsNoTraceOfItsOwn(String hostile) {
		this.contextRunner.withBean(Handler.class).run((context) -> {
			handle(context, EventJson.event().record("orders", 0, 1).value("a").header("traceparent", signed(hostile)));
			assertThat(span("orders process").getParentSpanId()).isEqualTo(span("lambda batch").getSpanId());
		});
	}

	@ParameterizedTest
	@MethodSource("hostileHeaders")
	void hostileTraceStateAndBaggageAreLeftBehind(String name, String value) {
		this.contextRunner.withBean(Handler.class).run((context) -> {
			handle(context, traced(name, value));
			SpanData process = span("orders process");
			assertThat(process.getTraceId()).isEqualTo(TRACE_ID);
			assertThat(process.getParentSpanId()).isEqualTo(SPAN_ID);
			assertThat(process.getSpanContext().getTraceState().isEmpty()).isTrue();
			assertThat(this.sent.remove().headers()).extracting(MessageHeader::name).doesNotContain(name);
		});
	}

	static Stream<Arguments> hostileHeaders() {
		return Stream.of("tracestate", "baggage")
			.flatMap((name) -> Stream
				.of("a=" + "b".repeat(10_000), "a=b\n", "a=\u0000", "a=\u001b[2J", "a=\u00e9", "\r\na=b", "",
						"=".repeat(500), ",".repeat(500))
				.map((value) -> Arguments.of(name, value)));
	}

	@Test
	void baggageGoesOn() {
		this.contextRunner.withBean(Handler.class).run((context) -> {
			handle(context, traced("baggage", "tenant=blue"));
			assertThat(this.sent.remove().headers()).filteredOn((header) -> header.name().equals("baggage"))
				.singleElement()
				.satisfies((header) -> assertThat(header.value()).asString().isEqualTo("tenant=blue"));
		});
	}

	@Test
	void handlerThatOutlivesItsInvocationHasASpanThatEndsWithIt() {
		this.contextRunner.withBean(Handler.class)
			.withPropertyValues("spring.amgi.processing.exit-when-stuck=false", "spring.amgi.on-nack=report")
			.run((context) -> {
				KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
				mapping.handle(record("stubborn", 1).stream(), TestContext.endingIn(2_500));
				context.getBean(SdkTracerProvider.class).forceFlush().join(30, TimeUnit.SECONDS);
				assertThat(attribute(span("stubborn process"), "outcome")).isEqualTo("not_completed");
				assertThat(attribute(span("lambda batch"), "outcome")).isEqualTo("not_completed");
				Handler.RELEASED.countDown();
				Awaitility.await().until(() -> context.getBean(MessageServer.class).stuckHandlers() == 0);
				handle(context, record("orders", 2));
				assertThat(spans("stubborn process"::equals)).hasSize(1);
				assertThat(span("orders process").getParentSpanId()).isEqualTo(SPAN_ID);
			});
	}

	@Test
	void recordsOfAPartitionHaveSpansOneAfterAnother() {
		this.contextRunner.withBean(Handler.class).run((context) -> {
			handle(context, record("orders", 1).record("orders", 0, 2).value("b"));
			List<SpanData> processed = spans("orders process"::equals);
			assertThat(processed).hasSize(2);
			assertThat(processed.get(0).getEndEpochNanos()).isLessThanOrEqualTo(processed.get(1).getEndEpochNanos());
			assertThat(processed.get(0).getTraceId()).isEqualTo(TRACE_ID);
			assertThat(processed.get(1).getTraceId()).isNotEqualTo(TRACE_ID);
		});
	}

	private void handle(ApplicationContext context, EventJson event) {
		context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null);
		context.getBean(SdkTracerProvider.class).forceFlush().join(30, TimeUnit.SECONDS);
	}

	private SpanData span(String name) {
		return spans(name::equals).get(0);
	}

	private List<SpanData> spans(Predicate<String> name) {
		List<SpanData> spans = this.exporter.getFinishedSpanItems()
			.stream()
			.filter((span) -> name.test(span.getName()))
			.toList();
		assertThat(spans).as(() -> this.exporter.getFinishedSpanItems().toString()).isNotEmpty();
		return spans;
	}

	private static @Nullable String attribute(SpanData span, String name) {
		return span.getAttributes().get(AttributeKey.stringKey(name));
	}

	private static EventJson record(String topic, long offset) {
		return EventJson.event().record(topic, 0, offset).value("first").header("traceparent", signed(TRACE_PARENT));
	}

	private static EventJson traced(String name, String value) {
		return record("orders", 1).recordWith("headers",
				List.of(Map.of("traceparent", signed(TRACE_PARENT)), Map.of(name, signed(value))));
	}

	private static String other() {
		return "00-" + TRACE_ID + "-1111111111111111-01";
	}

	private static int[] signed(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		int[] signed = new int[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			signed[i] = bytes[i];
		}
		return signed;
	}

	private static String traceParentOf(MessageSendEvent message) {
		List<MessageHeader> found = message.headers()
			.stream()
			.filter((header) -> header.name().equals("traceparent"))
			.toList();
		assertThat(found).hasSize(1);
		return new String(found.get(0).value(), StandardCharsets.UTF_8);
	}

	/**
	 * Records the current span of each line.
	 */
	static final class SpansOfLines extends AppenderBase<ILoggingEvent> {

		private final Map<String, String> spanIds = new ConcurrentHashMap<>();

		@Override
		protected void append(ILoggingEvent event) {
			this.spanIds.put(event.getFormattedMessage(), Span.current().getSpanContext().getSpanId());
		}

	}

	static class Handler {

		private static final CountDownLatch RELEASED = new CountDownLatch(1);

		private static final Executor OWN_THREAD = (task) -> new Thread(task).start();

		@AmgiChannel("orders")
		void placed(String order, MessageSender sender) {
			sender.send(OutboundMessage.to("invoices").payload(order));
		}

		@AmgiChannel("stubborn")
		void stubborn(String order, MessageSender sender) {
			while (RELEASED.getCount() > 0) {
				try {
					RELEASED.await();
				}
				catch (InterruptedException ex) {
					// Ignores the interrupt on purpose.
				}
			}
			sender.send(OutboundMessage.to("invoices").payload(order));
		}

		@AmgiChannel("failing")
		void failing(String order) {
			throw new IllegalStateException("not today");
		}

		@AmgiChannel(value = "batches", batch = true)
		void batches(List<String> orders) {
		}

		@AmgiChannel(value = "partly", batch = true)
		void partly(List<String> orders) {
			int bad = orders.indexOf("bad");
			if (bad >= 0) {
				throw new BatchRecordException(bad, new IllegalStateException("bad"));
			}
		}

		@AmgiChannel("async")
		CompletableFuture<Void> async(String order, MessageSender sender) {
			sender.send(OutboundMessage.to("invoices").payload(order));
			return OwnThread.runAsync(Thread::yield);
		}

		@AmgiChannel("virtual")
		CompletableFuture<Void> other(String order, MessageSender sender) {
			CompletableFuture<Void> result = new CompletableFuture<>();
			OWN_THREAD.execute(() -> {
				sender.send(OutboundMessage.to("invoices").payload(order));
				result.complete(null);
			});
			return result;
		}

	}

}
