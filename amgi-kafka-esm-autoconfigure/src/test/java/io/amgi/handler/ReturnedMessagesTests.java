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

package io.amgi.handler;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeTypeUtils;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.NackException;
import io.amgi.lambda.InvokedFunction;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Returns messages from channel methods, through the real {@code FunctionInvoker}.
 */
class ReturnedMessagesTests {

	private static final String SENT = "invoices: {\"id\":\"x\"} {kafka={key=k}} [trace=t]";

	private static final List<MessageSendEvent> sent = new CopyOnWriteArrayList<>();

	private static InvokedFunction function;

	private final ChannelRunner runner = new ChannelRunner();

	@BeforeAll
	static void start() {
		function = InvokedFunction.start(Application.class, "spring.amgi.on-nack=error");
	}

	@AfterAll
	static void stop() {
		function.close();
	}

	@BeforeEach
	void clear() {
		sent.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "message", "list", "array", "stream", "future", "mono", "flux", "flow", "optional",
			"outbound", "sender", "object", "topic", "nested", "record", "record.list", "record.object",
			"record.send-to", "record.outbound", "wildcard", "future.list" })
	void messageIsSentWithPayloadKeyAndHeaders(String topic) {
		handle(topic);
		assertThat(sent).extracting(ReturnedMessagesTests::describe).containsExactly(SENT);
	}

	@Test
	void topicPartitionAndTimestampAreThoseOfTheMessage() {
		handle("coordinates");
		handle("record.coordinates");
		assertThat(sent).extracting(ReturnedMessagesTests::describe)
			.hasSize(2)
			.containsOnly("other: x {kafka={key=k, partition=3, timestamp=5000}} []");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tombstone", "tombstone.list", "tombstone.message", "tombstone.record",
			"tombstone.outbound", "tombstone.future" })
	void kafkaNullIsATombstone(String topic) {
		handle(topic);
		assertThat(sent).extracting(MessageSendEvent::address, MessageSendEvent::payload)
			.containsExactly(tuple("invoices", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "empty", "empty.list", "empty.future", "empty.int", "empty.object" })
	void nothingIsSentForAnEmptyOptional(String topic) {
		handle(topic);
		assertThat(sent).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "present, 7", "present.outbound, 7" })
	void valueOfAnOptionalIsSent(String topic, String payload) {
		handle(topic);
		assertThat(sent).singleElement()
			.satisfies((event) -> assertThat(new String(event.payload(), StandardCharsets.UTF_8)).isEqualTo(payload));
	}

	@Test
	void headersOfAReceivedRecordAreNotSentOn() {
		function.invoke(EventJson.event().record("forwarded", 0, 1).key("k").header("trace", 't').value("x"));
		assertThat(sent).extracting(ReturnedMessagesTests::describe).containsExactly("invoices: x {} [trace=t]");
	}

	@Test
	void simpleHeaderValuesAreSentAsText() {
		handle("headers");
		assertThat(sent).singleElement()
			.satisfies((event) -> assertThat(headers(event)).contains("number=42", "id2=" + new UUID(0, 1), "several=a",
					"several=b", "contentType=text/plain"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			unwritable.header    | the header 'odd' must be bytes, text, a number or another simple value
			unwritable.stream    | no format writes that
			unwritable.callable  | no format writes that
			unwritable.consumed  | no format writes that
			empty.outbound       | an empty Optional is neither a payload nor a tombstone
			""")
	void valueThatNothingWritesNacks(String topic, String problem) {
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> handle(topic))
			.satisfies((ex) -> assertThat(ex.getNacks().get(0).message()).contains(problem));
		assertThat(sent).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(classes = { InputStreamHandler.class, CallableHandler.class, SupplierHandler.class,
			NestedFutureHandler.class, ConsumerRecordHandler.class, StreamsHandler.class })
	void typeThatNothingWritesStopsTheStart(Class<?> handler) {
		this.runner.assertStartFails(handler, ", which nothing can write");
	}

	private static void handle(String topic) {
		function.invoke(EventJson.event().record(topic, 0, 1).value("x"));
	}

	private static String describe(MessageSendEvent event) {
		Object payload = (event.payload() != null) ? new String(event.payload(), StandardCharsets.UTF_8) : null;
		return "%s: %s %s %s".formatted(event.address(), payload, bindings(event), headers(event));
	}

	private static String bindings(MessageSendEvent event) {
		return event.bindings()
			.entrySet()
			.stream()
			.map((binding) -> binding.getKey() + "="
					+ binding.getValue()
						.entrySet()
						.stream()
						.map((value) -> value.getKey() + "="
								+ ((value.getValue() instanceof byte[] bytes) ? new String(bytes) : value.getValue()))
						.collect(Collectors.joining(", ", "{", "}")))
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private static List<String> headers(MessageSendEvent event) {
		return event.headers()
			.stream()
			.filter((header) -> !header.name().equals("traceparent"))
			.map((header) -> header.name() + "=" + new String(header.value()))
			.toList();
	}

	record Invoice(String id) {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private static Message<Invoice> message(String id) {
			return MessageBuilder.withPayload(new Invoice(id))
				.setHeader(KafkaHeaders.KEY, "k")
				.setHeader("trace", "t")
				.build();
		}

		private static ProducerRecord<String, Invoice> record(String topic, String id) {
			return new ProducerRecord<>(topic, null, "k", new Invoice(id),
					List.of(new RecordHeader("trace", new byte[] { 't' })));
		}

		@Bean
		MessageSend messageSend() {
			return (message) -> {
				sent.add(message);
				return CompletableFuture.completedFuture(null);
			};
		}

		@AmgiChannel("message")
		@SendTo("invoices")
		Message<Invoice> one(String id) {
			return message(id);
		}

		@AmgiChannel("list")
		@SendTo("invoices")
		List<Message<Invoice>> list(String id) {
			return List.of(message(id));
		}

		@AmgiChannel("wildcard")
		@SendTo("invoices")
		List<? extends Message<?>> wildcard(String id) {
			return List.of(message(id));
		}

		@AmgiChannel("array")
		@SendTo("invoices")
		Message<?>[] array(String id) {
			return new Message<?>[] { message(id) };
		}

		@AmgiChannel("stream")
		@SendTo("invoices")
		Stream<Message<Invoice>> stream(String id) {
			return Stream.of(message(id));
		}

		@AmgiChannel("future")
		@SendTo("invoices")
		CompletableFuture<Message<Invoice>> future(String id) {
			return CompletableFuture.completedFuture(message(id));
		}

		@AmgiChannel("future.list")
		@SendTo("invoices")
		CompletableFuture<List<Message<Invoice>>> futureList(String id) {
			return CompletableFuture.completedFuture(List.of(message(id)));
		}

		@AmgiChannel("mono")
		@SendTo("invoices")
		Mono<Message<Invoice>> mono(String id) {
			return Mono.just(message(id));
		}

		@AmgiChannel("flux")
		@SendTo("invoices")
		Flux<Message<Invoice>> flux(String id) {
			return Flux.just(message(id));
		}

		@AmgiChannel("flow")
		@SendTo("invoices")
		Flow.Publisher<Message<Invoice>> flow(String id) {
			return JdkFlowAdapter.publisherToFlowPublisher(Flux.just(message(id)));
		}

		@AmgiChannel("optional")
		@SendTo("invoices")
		Optional<Message<Invoice>> optional(String id) {
			return Optional.of(message(id));
		}

		@AmgiChannel("outbound")
		OutboundMessage outbound(String id) {
			return OutboundMessage.to("invoices").payload(message(id));
		}

		@AmgiChannel("sender")
		void sender(String id, MessageSender sender) {
			sender.send("invoices", message(id));
		}

		@AmgiChannel("object")
		@SendTo("invoices")
		Object object(String id) {
			return message(id);
		}

		@AmgiChannel("topic")
		Message<Invoice> topic(String id) {
			return MessageBuilder.fromMessage(message(id)).setHeader(KafkaHeaders.TOPIC, "invoices").build();
		}

		@AmgiChannel("nested")
		@SendTo("invoices")
		Message<?> nested(String id) {
			return MessageBuilder.withPayload(message(id)).build();
		}

		@AmgiChannel("record")
		ProducerRecord<String, Invoice> producerRecord(String id) {
			return record("invoices", id);
		}

		@AmgiChannel("record.list")
		List<ProducerRecord<String, Invoice>> producerRecords(String id) {
			return List.of(record("invoices", id));
		}

		@AmgiChannel("record.object")
		Object producerRecordObject(String id) {
			return record("invoices", id);
		}

		@AmgiChannel("record.send-to")
		@SendTo("elsewhere")
		ProducerRecord<String, Invoice> producerRecordSentTo(String id) {
			return record("invoices", id);
		}

		@AmgiChannel("record.outbound")
		OutboundMessage producerRecordOutbound(String id) {
			return OutboundMessage.to("elsewhere").payload(record("invoices", id));
		}

		@AmgiChannel("coordinates")
		@SendTo("invoices")
		Message<String> coordinates(String id) {
			return MessageBuilder.withPayload(id)
				.setHeader(KafkaHeaders.TOPIC, "other")
				.setHeader(KafkaHeaders.KEY, "k".getBytes())
				.setHeader(KafkaHeaders.PARTITION, 3)
				.setHeader(KafkaHeaders.TIMESTAMP, 5000L)
				.build();
		}

		@AmgiChannel("record.coordinates")
		ProducerRecord<String, String> recordCoordinates(String id) {
			return new ProducerRecord<>("other", 3, 5000L, "k", id);
		}

		@AmgiChannel("tombstone")
		@SendTo("invoices")
		KafkaNull tombstone(String id) {
			return KafkaNull.INSTANCE;
		}

		@AmgiChannel("tombstone.list")
		@SendTo("invoices")
		List<Object> tombstones(String id) {
			return List.of(KafkaNull.INSTANCE);
		}

		@AmgiChannel("tombstone.future")
		@SendTo("invoices")
		CompletableFuture<Object> tombstoneFuture(String id) {
			return CompletableFuture.completedFuture(KafkaNull.INSTANCE);
		}

		@AmgiChannel("tombstone.message")
		@SendTo("invoices")
		Message<KafkaNull> tombstoneMessage(String id) {
			return MessageBuilder.withPayload(KafkaNull.INSTANCE).setHeader(KafkaHeaders.KEY, id).build();
		}

		@AmgiChannel("tombstone.record")
		ProducerRecord<String, Invoice> tombstoneRecord(String id) {
			return new ProducerRecord<>("invoices", id, null);
		}

		@AmgiChannel("tombstone.outbound")
		OutboundMessage tombstoneOutbound(String id) {
			return OutboundMessage.to("invoices").key(id).payload(KafkaNull.INSTANCE);
		}

		@AmgiChannel("empty")
		@SendTo("invoices")
		Optional<Invoice> empty(String id) {
			return Optional.empty();
		}

		@AmgiChannel("empty.list")
		@SendTo("invoices")
		List<Optional<Invoice>> empties(String id) {
			return List.of(Optional.empty());
		}

		@AmgiChannel("empty.future")
		@SendTo("invoices")
		CompletableFuture<Optional<Invoice>> emptyFuture(String id) {
			return CompletableFuture.completedFuture(Optional.empty());
		}

		@AmgiChannel("empty.int")
		@SendTo("invoices")
		OptionalInt emptyInt(String id) {
			return OptionalInt.empty();
		}

		@AmgiChannel("empty.object")
		@SendTo("invoices")
		Object emptyObject(String id) {
			return Optional.empty();
		}

		@AmgiChannel("empty.outbound")
		OutboundMessage emptyOutbound(String id) {
			return OutboundMessage.to("invoices").payload(Optional.empty());
		}

		@AmgiChannel("present")
		@SendTo("invoices")
		OptionalInt present(String id) {
			return OptionalInt.of(7);
		}

		@AmgiChannel("present.outbound")
		OutboundMessage presentOutbound(String id) {
			return OutboundMessage.to("invoices").payload(Optional.of("7"));
		}

		@AmgiChannel("forwarded")
		@SendTo("invoices")
		Message<String> forwarded(Message<String> message) {
			return message;
		}

		@AmgiChannel("headers")
		@SendTo("invoices")
		Message<String> headers(String id) {
			return MessageBuilder.withPayload(id)
				.copyHeaders(Map.of("number", 42, "id2", new UUID(0, 1), "several", List.of("a", "b"), "contentType",
						MimeTypeUtils.TEXT_PLAIN))
				.build();
		}

		@AmgiChannel("unwritable.header")
		@SendTo("invoices")
		Message<String> unwritableHeader(String id) {
			return MessageBuilder.withPayload(id).setHeader("odd", Map.of("secret", 1)).build();
		}

		@AmgiChannel("unwritable.stream")
		@SendTo("invoices")
		Object unwritableStream(String id) {
			return InputStream.nullInputStream();
		}

		@AmgiChannel("unwritable.callable")
		@SendTo("invoices")
		Object unwritableCallable(String id) {
			Callable<String> callable = () -> id;
			return callable;
		}

		@AmgiChannel("unwritable.consumed")
		@SendTo("invoices")
		Object unwritableRecord(ConsumerRecord<String, String> record) {
			return record;
		}

	}

	static class InputStreamHandler {

		@AmgiChannel("orders")
		@SendTo("invoices")
		InputStream placed(String order) {
			return InputStream.nullInputStream();
		}

	}

	static class CallableHandler {

		@AmgiChannel("orders")
		@SendTo("invoices")
		Callable<String> placed(String order) {
			return () -> order;
		}

	}

	static class SupplierHandler {

		@AmgiChannel("orders")
		@SendTo("invoices")
		List<Supplier<String>> placed(String order) {
			return List.of(() -> order);
		}

	}

	static class NestedFutureHandler {

		@AmgiChannel("orders")
		@SendTo("invoices")
		List<CompletableFuture<String>> placed(String order) {
			return List.of(CompletableFuture.completedFuture(order));
		}

	}

	static class ConsumerRecordHandler {

		@AmgiChannel("orders")
		@SendTo("invoices")
		ConsumerRecord<String, String> placed(ConsumerRecord<String, String> order) {
			return order;
		}

	}

	static class StreamsHandler {

		@AmgiChannel("orders")
		@SendTo("invoices")
		CompletableFuture<InputStream> placed(String order) {
			return CompletableFuture.completedFuture(InputStream.nullInputStream());
		}

	}

}
