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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.TestProducer;
import io.amgi.test.mapping.LocalEventSourceMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a single trace connects the producer of a record, the mapping, the function,
 * the handler, and what the handler sends or the dead letter.
 */
class TraceTests {

	private static final InMemorySpanExporter EXPORTER = InMemorySpanExporter.create();

	static final Tracer TRACER = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(EXPORTER))
		.build()
		.get("test");

	private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1, "traced-orders",
			"traced-invoices", "traced-audits", "traced-orders-dlt");

	@BeforeAll
	static void start() {
		BROKER.brokerListProperty(EmbeddedKafkaBroker.SPRING_EMBEDDED_KAFKA_BROKERS);
		BROKER.afterPropertiesSet();
	}

	@AfterAll
	static void stop() {
		BROKER.destroy();
	}

	@BeforeEach
	void publishDeadLetters() {
		System.setProperty("spring.amgi.dead-letter.enabled", "true");
		System.setProperty("spring.amgi.retry.max-retries", "0");
		EXPORTER.reset();
	}

	@AfterEach
	void clear() {
		System.clearProperty("spring.amgi.dead-letter.enabled");
		System.clearProperty("spring.amgi.retry.max-retries");
	}

	@Test
	void traceOfARecordGoesThroughTheHandlerIntoItsMessages() {
		SpanContext produced = produce("traced-orders", "good");
		run("traced-orders");
		SpanData process = spanOf("traced-orders process", produced);
		assertThat(process.getParentSpanId()).isEqualTo(produced.getSpanId());
		assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
		assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
		assertThat(outcome(process)).isEqualTo("acked");
		SpanData send = spanOf("traced-invoices send", produced);
		assertThat(send.getParentSpanId()).isEqualTo(process.getSpanId());
		assertThat(send.getKind()).isEqualTo(SpanKind.PRODUCER);
		assertThat(outcome(send)).isEqualTo("confirmed");
		assertThat(traceParentIn("traced-invoices")).startsWith(traceParent(send));
	}

	@Test
	void traceOfARecordGoesThroughItsFailureIntoItsDeadLetter() {
		SpanContext produced = produce("traced-orders", "bad");
		run("traced-orders");
		SpanData process = spanOf("traced-orders process", produced);
		assertThat(process.getParentSpanId()).isEqualTo(produced.getSpanId());
		assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		assertThat(process.getEvents()).extracting(EventData::getName).containsExactly("exception");
		assertThat(outcome(process)).isEqualTo("dead_lettered");
		SpanData send = spanOf("traced-orders-dlt send", produced);
		assertThat(send.getParentSpanId()).isEqualTo(process.getSpanId());
		assertThat(traceParentIn("traced-orders-dlt")).startsWith(traceParent(send));
	}

	@Test
	void callOfABatchMethodLinksToTheTraceOfEachRecord() {
		List<SpanContext> produced = List.of(produce("traced-audits", "a"), produce("traced-audits", "b"));
		run("traced-audits");
		List<SpanData> calls = EXPORTER.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getName().equals("traced-audits process"))
			.toList();
		assertThat(calls).flatExtracting(SpanData::getLinks)
			.extracting((link) -> link.getSpanContext().getSpanId())
			.containsExactlyElementsOf(produced.stream().map(SpanContext::getSpanId).toList());
		assertThat(calls).allSatisfy((call) -> assertThat(EXPORTER.getFinishedSpanItems())
			.anySatisfy((batch) -> assertThat(batch.getSpanId()).isEqualTo(call.getParentSpanId())));
	}

	private static void run(String topic) {
		try (LocalEventSourceMapping mapping = LocalEventSourceMapping.builder()
			.bootstrapServers(BROKER.getBrokersAsString())
			.topics(topic)
			.consumerGroupId(topic)
			.settings((settings) -> settings.maximumBatchingWindow(Duration.ofMillis(30)).reportBatchItemFailures())
			.function(MainClassFunction.of(TracedOrdersApplication.class))
			.start()) {
			Awaitility.await().until(TraceTests::ended);
		}
	}

	private static boolean ended() {
		return EXPORTER.getFinishedSpanItems().stream().anyMatch((span) -> span.getName().equals("lambda batch"));
	}

	private static SpanContext produce(String topic, String value) {
		Span span = TRACER.spanBuilder(topic + " publish").setSpanKind(SpanKind.PRODUCER).startSpan();
		ProducerRecord<String, String> record = new ProducerRecord<>(topic, value);
		W3CTraceContextPropagator.getInstance()
			.inject(Context.root().with(span), record,
					(carrier, name, text) -> carrier.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
		TestProducer.send(BROKER.getBrokersAsString(), new StringSerializer(), Stream.of(record));
		span.end();
		return span.getSpanContext();
	}

	private static SpanData spanOf(String name, SpanContext produced) {
		List<SpanData> spans = EXPORTER.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getName().equals(name) && span.getTraceId().equals(produced.getTraceId()))
			.toList();
		assertThat(spans).as(() -> name + " in " + EXPORTER.getFinishedSpanItems()).hasSize(1);
		return spans.get(0);
	}

	private static String outcome(SpanData span) {
		return String.valueOf(span.getAttributes().get(AttributeKey.stringKey("outcome")));
	}

	private static String traceParent(SpanData span) {
		return "00-%s-%s-".formatted(span.getTraceId(), span.getSpanId());
	}

	private static String traceParentIn(String topic) {
		ConsumerRecord<String, String> record = read(topic);
		assertThat(record.headers().headers("traceparent")).hasSize(1);
		return new String(record.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8);
	}

	private static ConsumerRecord<String, String> read(String topic) {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(clients(), new StringDeserializer(),
				new StringDeserializer())) {
			TopicPartition partition = new TopicPartition(topic, 0);
			consumer.assign(List.of(partition));
			consumer.seekToBeginning(List.of(partition));
			Instant end = Instant.now().plusSeconds(30);
			while (Instant.now().isBefore(end)) {
				for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
					return record;
				}
			}
		}
		throw new AssertionError("There is no record in " + topic);
	}

	private static Map<String, Object> clients() {
		return Map.of("bootstrap.servers", BROKER.getBrokersAsString());
	}

}
