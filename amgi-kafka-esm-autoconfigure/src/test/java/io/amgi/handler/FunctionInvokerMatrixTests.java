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

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.listener.adapter.ConsumerRecordMetadata;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.support.MessageBuilder;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.NackException;
import io.amgi.kafka.KafkaKey;
import io.amgi.lambda.InvokedFunction;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSend;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests every row of the documentation's tables of parameters, return values and batches,
 * with every combination of absent, null, empty, bad and good payloads, keys and headers.
 */
class FunctionInvokerMatrixTests {

	private static final AtomicInteger sent = new AtomicInteger();

	private static InvokedFunction function;

	@BeforeAll
	static void start() {
		function = InvokedFunction.start(Application.class, "spring.amgi.on-nack=error",
				"spring.amgi.processing.after-failure=continue");
	}

	@AfterAll
	static void stop() {
		function.close();
	}

	static Stream<Method> methods() {
		return Arrays.stream(Application.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Row.class));
	}

	@ParameterizedTest
	@MethodSource("methods")
	void rowHoldsForEveryInput(Method method) {
		Row row = method.getAnnotation(Row.class);
		String topic = method.getAnnotation(AmgiChannel.class).value()[0].replace("{number}", "7");
		List<Combination> combinations = Combination.all();
		EventJson event = EventJson.event();
		for (int i = 0; i < combinations.size(); i++) {
			combinations.get(i).addTo(event.record(topic, 0, i));
		}
		sent.set(0);
		List<Integer> nacked = nacked(event);
		List<Combination> accepted = combinations.stream()
			.filter((combination) -> combination.isAccepted(row))
			.toList();
		assertThat(nacked.stream().map(combinations::get)).containsExactlyInAnyOrderElementsOf(
				combinations.stream().filter((combination) -> !accepted.contains(combination)).toList());
		assertThat(sent).hasValue(row.sends() * accepted.size());
	}

	private static List<Integer> nacked(EventJson event) {
		try {
			function.invoke(event);
			return List.of();
		}
		catch (NackException ex) {
			assertThat(ex.getNacks()).extracting(RecordNack::message).allSatisfy((message) -> {
				assertThat(message).startsWith("Couldn't resolve ").doesNotContain("b4d");
				assertThat(message).doesNotContain("byte -1");
			});
			return ex.getNacks().stream().map((nack) -> (int) nack.offset()).toList();
		}
	}

	@Test
	void everyDocumentedRowHasAMethod() throws IOException {
		List<String> rows = rows();
		assertThat(rows).hasSizeGreaterThan(20);
		List<String> covered = methods().map((method) -> method.getAnnotation(Row.class).value()).toList();
		assertThat(rows).allSatisfy((row) -> assertThat(covered).as(row).anyMatch(row::contains));
		assertThat(covered).allSatisfy((text) -> assertThat(rows).as(text).anyMatch((row) -> row.contains(text)));
	}

	// Rows that do not depend on the input are tested by ChannelBatchesTests and
	// ChannelMethodStartTests, those of generated classes by PayloadFormatsTests.
	private static final List<String> ELSEWHERE = List.of("| a generated Avro or Protobuf class", "| throws",
			"| takes a `BatchAcknowledgement`", "| is `@Transactional`");

	private static List<String> rows() throws IOException {
		List<String> rows = new ArrayList<>();
		boolean inTable = false;
		for (String line : Files.readAllLines(Path.of("../docs/channels.md"))) {
			if (line.startsWith("| parameter |") || line.startsWith("| return value |")
					|| line.startsWith("| batch method")) {
				inTable = true;
			}
			else if (!line.startsWith("|")) {
				inTable = false;
			}
			else if (inTable && !line.startsWith("|---") && ELSEWHERE.stream().noneMatch(line::startsWith)) {
				rows.add(line.substring(0, line.indexOf(" | ")));
			}
		}
		return rows;
	}

	/**
	 * An input of one part of a record.
	 */
	enum Input {

		ABSENT, NULL, EMPTY, BAD, GOOD

	}

	/**
	 * The inputs of a record.
	 *
	 * @param payload the input of the payload
	 * @param key the input of the key
	 * @param header the input of the header
	 */
	record Combination(Input payload, Input key, Input header) {

		static List<Combination> all() {
			return Arrays.stream(Input.values())
				.flatMap((payload) -> Arrays.stream(Input.values())
					.flatMap((key) -> Arrays.stream(Input.values())
						.map((header) -> new Combination(payload, key, header))))
				.toList();
		}

		boolean isAccepted(Row row) {
			return Arrays.asList(row.payload()).contains(this.payload) && Arrays.asList(row.key()).contains(this.key)
					&& Arrays.asList(row.header()).contains(this.header);
		}

		void addTo(EventJson event) {
			add(event, "value", this.payload, "{\"id\":\"a\"}", "b4d");
			add(event, "key", this.key, "7", "b4d");
			if (this.header != Input.ABSENT) {
				event.recordWith("headers", List.of(namedHeader()));
			}
		}

		private Map<String, Object> namedHeader() {
			Map<String, Object> header = new HashMap<>();
			header.put("n", switch (this.header) {
				case NULL -> null;
				case EMPTY -> new int[0];
				case BAD -> "b4d".chars().toArray();
				default -> "7".chars().toArray();
			});
			return header;
		}

		private static void add(EventJson event, String name, Input input, String good, String bad) {
			switch (input) {
				case NULL -> event.recordWith(name, null);
				case EMPTY -> event.recordWith(name, "");
				case BAD -> event.recordWith(name, base64(bad));
				case GOOD -> event.recordWith(name, base64(good));
				default -> event.recordWithout(name);
			}
		}

		private static String base64(String text) {
			return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
		}

	}

	/**
	 * The row that a method implements, and the inputs with which it is called.
	 */
	@Retention(RetentionPolicy.RUNTIME)
	@interface Row {

		String value();

		Input[] payload() default { Input.ABSENT, Input.NULL, Input.EMPTY, Input.BAD, Input.GOOD };

		Input[] key() default { Input.ABSENT, Input.NULL, Input.EMPTY, Input.BAD, Input.GOOD };

		Input[] header() default { Input.ABSENT, Input.NULL, Input.EMPTY, Input.BAD, Input.GOOD };

		int sends() default 0;

	}

	record Order(@NotBlank String id) {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		MessageSend messageSend() {
			return (message) -> {
				sent.incrementAndGet();
				return CompletableFuture.completedFuture(null);
			};
		}

		@Row(value = "a record, POJO or generic type", payload = Input.GOOD)
		@AmgiChannel("payload")
		void payload(Order order) {
		}

		@Row(value = "a record, POJO or generic type", payload = { Input.GOOD, Input.ABSENT, Input.NULL })
		@AmgiChannel("payload.nullable")
		void nullablePayload(@Nullable Order order) {
		}

		@Row(value = "a record, POJO or generic type", payload = { Input.GOOD, Input.ABSENT, Input.NULL })
		@AmgiChannel("payload.optional")
		void optionalPayload(Optional<Order> order) {
		}

		@Row(value = "`String`, `byte[]`", payload = { Input.EMPTY, Input.BAD, Input.GOOD })
		@AmgiChannel("text")
		void text(String text) {
		}

		@Row(value = "`String`, `byte[]`", payload = { Input.EMPTY, Input.BAD, Input.GOOD })
		@AmgiChannel("bytes")
		void bytes(byte[] bytes) {
		}

		@Row(value = "`@Valid` or `@Validated`", payload = Input.GOOD)
		@AmgiChannel("valid")
		void valid(@Valid Order order) {
		}

		@Row(value = "`@Valid` or `@Validated`", payload = Input.GOOD)
		@AmgiChannel("valid.message")
		void validMessage(Message<@Valid Order> order) {
		}

		@Row(value = "`@Header`", header = Input.GOOD)
		@AmgiChannel("header.number")
		void numberHeader(@Header("n") long n) {
		}

		@Row(value = "`@Header`", header = { Input.EMPTY, Input.BAD, Input.GOOD })
		@AmgiChannel("header.text")
		void textHeader(@Header("n") String n) {
		}

		@Row(value = "`@Header`", header = { Input.ABSENT, Input.NULL, Input.EMPTY, Input.BAD, Input.GOOD })
		@AmgiChannel("header.optional")
		void optionalHeader(@Header("n") Optional<byte[]> n) {
		}

		@Row(value = "`@Header`", header = { Input.NULL, Input.EMPTY, Input.BAD, Input.GOOD })
		@AmgiChannel("header.list")
		void listHeader(@Header("n") List<@Nullable String> n) {
		}

		@Row("`@Headers")
		@AmgiChannel("headers")
		void headers(@Headers Map<String, Object> headers, MessageHeaders all) {
		}

		@Row("`@Headers")
		@AmgiChannel("headers.text")
		void textHeaders(@Headers Map<String, String> headers) {
		}

		@Row("`@DestinationVariable`")
		@AmgiChannel("variable.{number}")
		void variable(@DestinationVariable int number) {
		}

		@Row(value = "`@KafkaKey`", key = Input.GOOD)
		@AmgiChannel("key.number")
		void numberKey(@KafkaKey long key) {
		}

		@Row(value = "`@KafkaKey`", key = { Input.EMPTY, Input.BAD, Input.GOOD })
		@AmgiChannel("key.text")
		void textKey(@KafkaKey String key) {
		}

		@Row(value = "`@KafkaKey`", key = { Input.ABSENT, Input.NULL, Input.GOOD })
		@AmgiChannel("key.optional")
		void optionalKey(@KafkaKey Optional<Integer> key) {
		}

		@Row(value = "`Message<T>`", payload = Input.GOOD)
		@AmgiChannel("message")
		void message(Message<Order> message) {
		}

		@Row(value = "`ConsumerRecord<K, V>`", payload = { Input.ABSENT, Input.NULL, Input.GOOD },
				key = { Input.ABSENT, Input.NULL, Input.GOOD })
		@AmgiChannel("record")
		void consumerRecord(ConsumerRecord<Long, Order> record) {
		}

		@Row("`ConsumerRecordMetadata`")
		@AmgiChannel("metadata")
		void metadata(ConsumerRecordMetadata metadata) {
		}

		@Row(value = "`MessageSender`", sends = 1)
		@AmgiChannel("sender")
		void sender(MessageSender sender) {
			sender.send("replies", "x");
		}

		@Row("`MessageReceiveEvent`, `MessageScope`")
		@AmgiChannel("protocol")
		void protocol(MessageReceiveEvent event, MessageScope scope) {
		}

		@Row("`Context`")
		@AmgiChannel("context")
		void context(Context context) {
		}

		@Row("`void`, `null`")
		@AmgiChannel("void")
		void nothing() {
		}

		@Row(value = "`OutboundMessage`", sends = 2, payload = Input.GOOD)
		@AmgiChannel("outbound")
		List<OutboundMessage> outbound(Order order) {
			return List.of(OutboundMessage.to("a").payload(order), OutboundMessage.to("b"));
		}

		@Row(value = "any other object", sends = 1, payload = { Input.EMPTY, Input.BAD, Input.GOOD })
		@AmgiChannel("reply")
		@SendTo("replies")
		Order reply(String text) {
			return new Order(text);
		}

		@Row(value = "Spring's `Message`", sends = 1, payload = { Input.EMPTY, Input.BAD, Input.GOOD })
		@AmgiChannel("reply.message")
		@SendTo("replies")
		Message<String> replyMessage(String text) {
			return MessageBuilder.withPayload(text).setHeader(KafkaHeaders.KEY, text).build();
		}

		@Row(value = "Spring's `Message`", sends = 1)
		@AmgiChannel("reply.record")
		ProducerRecord<String, String> replyRecord(@KafkaKey @Nullable String key, @Nullable String text) {
			return new ProducerRecord<>("replies", key, text);
		}

		@Row(value = "`KafkaNull`", sends = 1)
		@AmgiChannel("reply.tombstone")
		@SendTo("replies")
		KafkaNull tombstone() {
			return KafkaNull.INSTANCE;
		}

		@Row("`Optional`")
		@AmgiChannel("reply.empty")
		@SendTo("replies")
		Optional<Order> empty() {
			return Optional.empty();
		}

		@Row(value = "`CompletionStage`", sends = 1, payload = Input.GOOD)
		@AmgiChannel("reply.later")
		@SendTo("replies")
		CompletableFuture<Message<Order>> later(Message<Order> order) {
			return CompletableFuture.completedFuture(order);
		}

		@Row(value = "`List<T>`", payload = Input.GOOD)
		@AmgiChannel(value = "batch", batch = true)
		void batch(List<Order> orders) {
		}

		@Row(value = "`List<T>`", payload = { Input.GOOD, Input.ABSENT, Input.NULL })
		@AmgiChannel(value = "batch.nullable", batch = true)
		void nullableBatch(List<@Nullable Order> orders) {
		}

		@Row(value = "`List<T>`", payload = Input.GOOD)
		@AmgiChannel(value = "batch.messages", batch = true)
		void messageBatch(List<? extends Message<@Valid Order>> orders) {
		}

		@Row(value = "`List<T>`", payload = { Input.ABSENT, Input.NULL, Input.GOOD },
				key = { Input.ABSENT, Input.NULL, Input.GOOD })
		@AmgiChannel(value = "batch.records", batch = true)
		void recordBatch(List<ConsumerRecord<Long, Order>> orders) {
		}

		@Row(value = "`List<T>`", payload = { Input.ABSENT, Input.NULL, Input.GOOD },
				key = { Input.ABSENT, Input.NULL, Input.GOOD })
		@AmgiChannel(value = "batch.consumer-records", batch = true)
		void consumerRecordsBatch(ConsumerRecords<Long, Order> orders) {
		}

		@Row(value = "`@Header` or `@KafkaKey` on a `List<H>`", payload = { Input.EMPTY, Input.BAD, Input.GOOD },
				key = { Input.ABSENT, Input.NULL, Input.GOOD }, header = { Input.ABSENT, Input.NULL, Input.GOOD })
		@AmgiChannel(value = "batch.columns", batch = true)
		void columns(List<String> texts, @Header(KafkaHeaders.RECEIVED_KEY) List<@Nullable Long> keys,
				@Header("n") List<@Nullable Long> numbers) {
		}

		@Row(value = "returns", payload = Input.GOOD)
		@AmgiChannel(value = "batch.returns", batch = true)
		void returns(List<Order> orders) {
		}

	}

}
