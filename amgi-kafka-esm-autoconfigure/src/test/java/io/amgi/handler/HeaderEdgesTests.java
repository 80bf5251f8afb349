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

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.kafka.support.JsonKafkaHeaderMapper;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.util.MimeTypeUtils;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.NackException;
import io.amgi.kafka.KafkaKey;
import io.amgi.lambda.InvokedFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Headers as Spring Kafka and its users write them, through the real
 * {@code FunctionInvoker}.
 */
class HeaderEdgesTests {

	private static final List<@Nullable Object> arguments = new CopyOnWriteArrayList<>();

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
		arguments.clear();
	}

	@Test
	void headersOfDeadLettersAreReadAsSpringKafkaWritesThem() {
		handle("dead-letter", KafkaHeaders.DLT_ORIGINAL_OFFSET, bytes(8, 3_544_385_890_265_608_242L),
				KafkaHeaders.DLT_ORIGINAL_PARTITION, bytes(4, 825_373_492), KafkaHeaders.DLT_ORIGINAL_TIMESTAMP,
				bytes(8, 1_700_000_000_000L));
		assertThat(arguments).containsExactly(3_544_385_890_265_608_242L, 825_373_492,
				Instant.ofEpochMilli(1_700_000_000_000L), "3544385890265608242", Optional.of(825_373_492));
	}

	@ParameterizedTest
	@CsvSource({ "number.long, 8", "number.int, 4", "number.short, 2", "number.byte, 1" })
	void numberIsReadFromItsBytes(String topic, int length) {
		handle(topic, "n", bytes(length, -7));
		handle(topic, "n", "42".getBytes());
		assertThat(arguments).extracting(Object::toString).containsExactly("-7", "42");
	}

	@ParameterizedTest
	@CsvSource({ "number.double, 1.5", "number.float, 2.5" })
	void decimalIsReadFromItsBytesOrText(String topic, String text) {
		handle(topic, "n", text.getBytes());
		handle(topic, "n", topic.endsWith("double") ? ByteBuffer.allocate(8).putDouble(0.1).array()
				: ByteBuffer.allocate(4).putFloat(0.1f).array());
		assertThat(arguments).extracting(Object::toString).containsExactly(text, "0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "number.long", "number.int", "number.double" })
	void headerThatIsNoNumberNacks(String topic) {
		assertThat(nack(topic, "n", "secret".getBytes())).contains("expected a header that is a number as text, or ")
			.doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "all.list", "all.set", "all.array", "all.collection", "all.iterable", "all.optional" })
	void containerGetsAllValuesOfAName(String topic) {
		handle(topic, "n", "one".getBytes(), "n", "two".getBytes());
		assertThat(arguments).containsExactly(List.of("one", "two"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "all.list", "all.set", "all.array", "all.collection" })
	void singleValueIsNotSplit(String topic) {
		handle(topic, "n", "Doe, J".getBytes());
		assertThat(arguments).containsExactly(List.of("Doe, J"));
	}

	@Test
	void valuesOfAContainerAreConverted() {
		handle("all.numbers", "n", "1".getBytes(), "n", bytes(4, -7), "d", "5s".getBytes(), "d", "6s".getBytes());
		assertThat(arguments).containsExactly(List.of(1, -7), List.of(Duration.ofSeconds(5), Duration.ofSeconds(6)));
		assertThat(nack("all.numbers", "n", "secret".getBytes(), "d", "5s".getBytes())).doesNotContain("secret");
	}

	@Test
	void valuesOfAContainerMayBeBytes() {
		handle("all.bytes", "n", new byte[] { -1 }, "n", new byte[] { 2 });
		assertThat(arguments).containsExactly("[[-1], [2]]");
	}

	@Test
	void containerOfAMissingHeaderIsMissing() {
		assertThat(nack("all.list")).endsWith("expected a header 'n' but the message has none");
	}

	@Test
	void allHeadersAreSuppliedAsText() {
		handle("texts", "name", "ë".getBytes(StandardCharsets.UTF_8), KafkaHeaders.DLT_ORIGINAL_OFFSET, bytes(8, 42));
		assertThat(arguments).singleElement()
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
			.containsEntry("name", "ë")
			.containsEntry(KafkaHeaders.DLT_ORIGINAL_OFFSET, "42")
			.containsEntry(KafkaHeaders.RECEIVED_TOPIC, "texts")
			.containsEntry(KafkaHeaders.RECEIVED_PARTITION, "0");
	}

	@Test
	void headerThatSpringKafkasMapperHasWrittenIsReadAsJson() {
		Map<String, Object> values = Map.of("uuid", new UUID(1, 2), "instant", Instant.parse("2026-01-02T03:04:05Z"),
				"date", LocalDate.of(2026, 1, 2), "list", new ArrayList<>(List.of("a, b", "c")), "set",
				new LinkedHashSet<>(List.of(1)), "decimal", new BigDecimal("1.50"), "text", "plain", "number", 7L,
				"flag", true);
		invokeMapped("json", values);
		assertThat(arguments).containsExactly(values.get("uuid"), values.get("instant"), values.get("date"),
				values.get("list"), values.get("set"), values.get("decimal"), "plain", 7L, true);
	}

	@Test
	void jsonTextIsNotQuoted() {
		invokeMapped("json.texts", Map.of("uuid", new UUID(1, 2), "type", MimeTypeUtils.TEXT_PLAIN));
		assertThat(arguments).containsExactly(new UUID(1, 2).toString(), "text/plain", "text/plain");
	}

	@Test
	void typeOfAnotherClassIsNotRead() {
		handle("json.other", "other", "{\"id\":\"a\"}".getBytes(), "spring_json_header_types",
				"{\"other\":\"com.acme.Gadget\"}".getBytes());
		assertThat(arguments).containsExactly("{\"id\":\"a\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[", "\"a\"", "{\"uuid\":1}", "{\"uuid\":{\"a\":[]}}" })
	void typesThatAreNoneAreIgnored(String types) {
		handle("json.uuid", "uuid", new UUID(1, 2).toString().getBytes(), "spring_json_header_types", types.getBytes());
		assertThat(arguments).containsExactly(new UUID(1, 2));
	}

	@Test
	void jsonThatIsNoneNacksWithoutItsText() {
		assertThat(nack("json.uuid", "uuid", "\"secret".getBytes(), "spring_json_header_types",
				"{\"uuid\":\"java.util.UUID\"}".getBytes()))
			.endsWith("expected UUID in JSON");
	}

	@Test
	void nullHeaderIsNull() {
		handle("nullable", "name", null);
		assertThat(arguments).containsExactly("null", "null", Optional.empty(), "none");
		assertThat(nack("required", "name", null)).endsWith("expected a header 'name' but the message has none");
	}

	@Test
	void nullHeaderIsAnElement() {
		handle("all.nullable", "n", null, "n", "a".getBytes());
		assertThat(arguments).containsExactly(Arrays.asList(null, "a"));
	}

	@Test
	void emptyHeaderIsEmptyUnlessItHasADefault() {
		handle("nullable", "name", new byte[0]);
		assertThat(arguments).containsExactly("", "", Optional.of(""), "none");
	}

	@ParameterizedTest
	@CsvSource({ "42, 42", "-7, -7", "07, 12343", "+7, 11063", "123, 123", "007, 7" })
	void textOfAShortKeyIsCanonicalOrOfAnotherLength(String text, short expected) {
		function.invoke(EventJson.event().record("key.short", 0, 1).key(text));
		assertThat(arguments).containsExactly(expected);
	}

	@Test
	void receivedKeyIsConvertedAsKeysAre() {
		function.invoke(EventJson.event()
			.record("key.header", 0, 1)
			.recordWith("key", base64(ByteBuffer.allocate(8).putLong(-7).array())));
		function.invoke(EventJson.event().record("key.header.json", 0, 1).key("{\"id\":\"a\"}"));
		function.invoke(EventJson.event().record("key.header.missing", 0, 1));
		assertThat(arguments).containsExactly(-7L, new Key("a"), "null", "none");
	}

	@ParameterizedTest
	@ValueSource(classes = { NumbersHandler.class, OddKeysHandler.class, HashMapHandler.class })
	void headersThatCannotBeSuppliedStopTheStart(Class<?> handler) {
		this.runner.assertStartFails(handler, "which they cannot be had as");
	}

	@ParameterizedTest
	@ValueSource(classes = { ObjectHeaderHandler.class, ObjectHeadersHandler.class })
	void headerThatNothingIsConvertedToStopsTheStart(Class<?> handler) {
		this.runner.assertStartFails(handler, "which no header is converted to");
	}

	private static void invokeMapped(String topic, Map<String, Object> values) {
		RecordHeaders headers = new RecordHeaders();
		new JsonKafkaHeaderMapper().fromHeaders(new MessageHeaders(values), headers);
		List<Map<String, byte[]>> sent = new ArrayList<>();
		headers.forEach((header) -> sent.add(Map.of(header.key(), header.value())));
		function.invoke(EventJson.event()
			.record(topic, 0, 1)
			.value("x")
			.recordWith("headers", sent.stream().map(HeaderEdgesTests::numbers).toList()));
	}

	private static Map<String, @Nullable Object> numbers(Map<String, byte @Nullable []> header) {
		Map<String, @Nullable Object> numbers = new HashMap<>();
		header.forEach((name, value) -> numbers.put(name, (value != null) ? numbers(value) : null));
		return numbers;
	}

	private static int[] numbers(byte[] value) {
		return IntStream.range(0, value.length).map((i) -> value[i]).toArray();
	}

	private static byte[] bytes(int length, long number) {
		byte[] bytes = ByteBuffer.allocate(8).putLong(number).array();
		return Arrays.copyOfRange(bytes, 8 - length, 8);
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	private static String nack(String topic, @Nullable Object... namesAndValues) {
		NackException failure = catchThrowableOfType(NackException.class, () -> handle(topic, namesAndValues));
		return failure.getNacks().get(0).message();
	}

	private static void handle(String topic, @Nullable Object... namesAndValues) {
		List<Object> headers = new ArrayList<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			headers.add(numbers(Collections.singletonMap((String) namesAndValues[i], (byte[]) namesAndValues[i + 1])));
		}
		function.invoke(EventJson.event().record(topic, 0, 1).value("x").recordWith("headers", headers));
	}

	record Key(String id) {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private static void received(@Nullable Object... received) {
			arguments.addAll(Arrays.asList(received));
		}

		@AmgiChannel("dead-letter")
		void deadLetter(@Header(KafkaHeaders.DLT_ORIGINAL_OFFSET) long offset,
				@Header(KafkaHeaders.DLT_ORIGINAL_PARTITION) int partition,
				@Header(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP) Instant timestamp,
				@Header(KafkaHeaders.DLT_ORIGINAL_OFFSET) String text,
				@Header(KafkaHeaders.DLT_ORIGINAL_PARTITION) Optional<Integer> optional) {
			received(offset, partition, timestamp, text, optional);
		}

		@AmgiChannel("number.long")
		void longNumber(@Header long n) {
			received(n);
		}

		@AmgiChannel("number.int")
		void intNumber(@Header Integer n) {
			received(n);
		}

		@AmgiChannel("number.short")
		void shortNumber(@Header short n) {
			received(n);
		}

		@AmgiChannel("number.byte")
		void byteNumber(@Header byte n) {
			received(n);
		}

		@AmgiChannel("number.double")
		void doubleNumber(@Header double n) {
			received(n);
		}

		@AmgiChannel("number.float")
		void floatNumber(@Header Float n) {
			received(n);
		}

		@AmgiChannel("all.list")
		void list(@Header("n") List<String> n) {
			received(n);
		}

		@AmgiChannel("all.set")
		void set(@Header("n") Set<String> n) {
			received(List.copyOf(new ArrayList<>(n)));
		}

		@AmgiChannel("all.array")
		void array(@Header("n") String[] n) {
			received(List.of(n));
		}

		@AmgiChannel("all.collection")
		void collection(@Header("n") Collection<String> n) {
			received(n);
		}

		@AmgiChannel("all.iterable")
		void iterable(@Header("n") Iterable<String> n) {
			received(n);
		}

		@AmgiChannel("all.optional")
		void optional(@Header("n") Optional<List<String>> n) {
			received(n.orElseThrow());
		}

		@AmgiChannel("all.nullable")
		void nullableElements(@Header("n") List<@Nullable String> n) {
			received(n);
		}

		@AmgiChannel("all.numbers")
		void numbers(@Header("n") List<Integer> n, @Header("d") List<Duration> d) {
			received(n, d);
		}

		@AmgiChannel("all.bytes")
		void bytes(@Header("n") List<byte[]> n) {
			received(Arrays.deepToString(n.toArray()));
		}

		@AmgiChannel("texts")
		void texts(@Headers Map<String, String> headers) {
			received(headers);
		}

		@AmgiChannel("json")
		void json(@Header UUID uuid, @Header Instant instant, @Header LocalDate date, @Header List<String> list,
				@Header Set<Integer> set, @Header BigDecimal decimal, @Header String text, @Header long number,
				@Header boolean flag) {
			received(uuid, instant, date, list, set, decimal, text, number, flag);
		}

		@AmgiChannel("json.texts")
		void jsonTexts(@Header String uuid, @Header String type, @Headers Map<String, String> all) {
			received(uuid, type, all.get("type"));
		}

		@AmgiChannel("json.other")
		void jsonOther(@Header String other) {
			received(other);
		}

		@AmgiChannel("json.uuid")
		void jsonUuid(@Header UUID uuid) {
			received(uuid);
		}

		@AmgiChannel("nullable")
		void nullable(@Header("name") @Nullable String nullable,
				@Header(name = "name", required = false) String notRequired, @Header("name") Optional<String> optional,
				@Header(name = "name", defaultValue = "none") String defaulted) {
			received(String.valueOf(nullable), String.valueOf(notRequired), optional, defaulted);
		}

		@AmgiChannel("required")
		void required(@Header String name) {
			received(name);
		}

		@AmgiChannel("key.short")
		void shortKey(@KafkaKey short key) {
			received(key);
		}

		@AmgiChannel("key.header")
		void headerKey(@Header(KafkaHeaders.RECEIVED_KEY) long key) {
			received(key);
		}

		@AmgiChannel("key.header.json")
		void jsonHeaderKey(@Header(KafkaHeaders.RECEIVED_KEY) Key key) {
			received(key);
		}

		@AmgiChannel("key.header.missing")
		void missingHeaderKey(@Header(name = KafkaHeaders.RECEIVED_KEY, required = false) String key,
				@Header(name = KafkaHeaders.RECEIVED_KEY, defaultValue = "none") String defaulted) {
			received(String.valueOf(key), defaulted);
		}

	}

	static class NumbersHandler {

		@AmgiChannel("orders")
		void placed(@Headers Map<String, Integer> headers) {
		}

	}

	static class OddKeysHandler {

		@AmgiChannel("orders")
		void placed(@Headers Map<UUID, String> headers) {
		}

	}

	static class HashMapHandler {

		@AmgiChannel("orders")
		void placed(@Headers HashMap<String, Object> headers) {
		}

	}

	static class ObjectHeaderHandler {

		@AmgiChannel("orders")
		void placed(@Header Nested order) {
		}

	}

	static class ObjectHeadersHandler {

		@AmgiChannel("orders")
		void placed(@Header List<Nested> orders) {
		}

	}

	record Nested(Key key, int number) {

	}

}
