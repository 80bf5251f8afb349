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
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.amazonaws.services.lambda.runtime.Context;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.validation.annotation.Validated;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.NackException;
import io.amgi.kafka.KafkaKey;
import io.amgi.lambda.InvokedFunction;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests every kind of parameter in the documentation, through the real {@code
 * FunctionInvoker}.
 */
class ChannelParametersTests {

	private static final String PREFIX = "Couldn't resolve ";

	private static final List<@Nullable Object> arguments = new CopyOnWriteArrayList<>();

	private static InvokedFunction function;

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
	void payloadIsTheAnnotatedParameterOrTheOneThatIsNothingElse() {
		assertThat(handle(record("payload").value("{\"id\":\"a\"}"))).containsExactly(new Order("a"));
		assertThat(handle(record("payload.not-required"))).containsExactly("null");
		assertThat(handle(record("payload.not-required").value("{\"id\":\"a\"}"))).containsExactly("Order[id=a]");
	}

	@Test
	void payloadOfAPrimitiveIsNackedWithoutValue() {
		assertThat(handle(record("payload.primitive").value("42"))).containsExactly(42);
		assertNacked(record("payload.primitive"), "parameter 'number'",
				"expected a payload but the message has none (a tombstone)");
		assertNacked(record("payload.primitive").value("\"secret\""), "parameter 'number'",
				"expected int at $ but found a string");
	}

	@Test
	void jsonNullIsNackedWhereThePayloadIsRequired() {
		assertNacked(record("payload").value("null"), "parameter 'order'",
				"expected ChannelParametersTests.Order at $ but found null");
	}

	@Test
	void headerIsUtf8Text() {
		assertThat(handle(record("header").header("name", -61, -85))).containsExactly("ë");
	}

	@Test
	void headerIsConvertedToItsType() {
		assertThat(handle(record("header.typed").header("timeout", '5', 's'))).containsExactly(Duration.ofSeconds(5));
		assertNacked(record("header.typed").header("timeout", 's', 'e', 'c', 'r', 'e', 't'), "parameter 'timeout'",
				"expected Duration");
	}

	@Test
	void headerIsBytesWhereBytesAreAskedFor() {
		assertThat(handle(record("header.bytes").header("raw", -1, 0))).usingRecursiveFieldByFieldElementComparator()
			.containsExactly(new byte[] { -1, 0 });
	}

	@Test
	void headerNamesAreCaseSensitive() {
		assertNacked(record("header").header("Name", 'a'), "parameter 'name'",
				"expected a header 'name' but the message has none");
	}

	@Test
	void firstHeaderCountsWhereItsNameRepeats() {
		assertThat(handle(record("header").recordWith("headers",
				List.of(Map.of("name", List.of(97)), Map.of("name", List.of(98))))))
			.containsExactly("a");
	}

	@Test
	void headerMayHaveADefaultOrBeMissing() {
		assertThat(handle(record("header.default"))).containsExactly("none", "null", Optional.empty(), "null");
		assertThat(handle(record("header.default").recordWith("headers", List.of(Map.of("a", List.of(97)),
				Map.of("b", List.of(98)), Map.of("c", List.of(99)), Map.of("d", List.of(100))))))
			.containsExactly("a", "b", Optional.of("c"), "d");
	}

	@Test
	void headersNamedIdAndTimestampAreTheSenders() {
		EventJson event = record("header.id").recordWith("headers",
				List.of(Map.of("id", List.of(97)), Map.of("timestamp", List.of(98))));
		assertThat(handle(event)).containsExactly("a", "b", "a", "b");
	}

	@Test
	void springKafkasHeadersAreKafkas() {
		EventJson event = EventJson.event()
			.record("header.kafka", 3, 42)
			.key("k")
			.recordWith("timestamp", 5)
			.recordWith("timestampType", "CREATE_TIME")
			.recordWith("headers", List.of(Map.of(KafkaHeaders.RECEIVED_TOPIC, List.of(97))));
		assertThat(handle(event)).containsExactly("k", "header.kafka", 3, 42L, 5L, "CREATE_TIME");
	}

	@Test
	void contentTypeIsNotObeyed() {
		assertThat(handle(record("payload").value("{\"id\":\"a\"}").header("contentType", 'x', '/', 'y')))
			.containsExactly(new Order("a"));
		assertThat(handle(record("text").value("größe").header("contentType", 1, 2))).containsExactly("größe");
	}

	@Test
	void headersAreBytes() {
		assertThat(handle(record("headers").header("name", 97))).satisfiesExactly(
				(headers) -> assertThat(((Map<?, ?>) headers).get("name")).isEqualTo(new byte[] { 97 }),
				(headers) -> assertThat(((MessageHeaders) headers).get("name")).isEqualTo(new byte[] { 97 }));
	}

	@Test
	void addressParametersAreTyped() {
		assertThat(handle(record("address.eu.7").value("x"))).containsExactly("eu", 7);
		assertNacked(record("address.eu.secret").value("x"), "parameter 'number'", "expected int");
	}

	@Test
	void keyIsTextOrBytes() {
		assertThat(handle(record("key").key("k"))).usingRecursiveFieldByFieldElementComparator()
			.containsExactly("k", "k".getBytes());
		assertNacked(record("key"), "parameter 'text'", "expected a key but the record has none");
	}

	@Test
	void keyIsANumberAsTextOrAsKafkaWritesIt() {
		assertThat(handle(record("key.long").key("42"))).containsExactly(42L);
		assertThat(handle(record("key.long").recordWith("key", base64(ByteBuffer.allocate(8).putLong(-7).array()))))
			.containsExactly(-7L);
		assertThat(handle(record("key.int").recordWith("key", base64(ByteBuffer.allocate(4).putInt(-7).array()))))
			.containsExactly(-7);
		assertThat(handle(record("key.double").key("1.5"))).containsExactly(1.5);
		assertNacked(record("key.long").key("secret"), "parameter 'key'",
				"expected a key that is a number as text, or 8 bytes of one");
		assertNacked(record("key.int"), "parameter 'key'", "expected a key but the record has none");
	}

	@Test
	void keyIsAUuidOrJson() {
		UUID uuid = UUID.fromString("d9e4c1a2-0000-4000-8000-000000000001");
		assertThat(handle(record("key.uuid").key(uuid.toString()))).containsExactly(uuid);
		assertNacked(record("key.uuid").key("secret"), "parameter 'key'", "expected a key that is a UUID as text");
		assertThat(handle(record("key.json").key("{\"id\":\"a\"}"))).containsExactly(new Order("a"));
		assertNacked(record("key.json").key("{\"id\":[\"secret\"]}"), "parameter 'key'",
				"expected String at $.id but found an array");
	}

	@Test
	void keyMayBeMissing() {
		assertThat(handle(record("key.missing"))).containsExactly("null", Optional.empty());
		assertThat(handle(record("key.missing").key("7"))).containsExactly("7", Optional.of(7));
	}

	@Test
	void messageHasPayloadAndHeaders() {
		assertThat(handle(record("message").value("{\"id\":\"a\"}").header("name", 97))).satisfiesExactly(
				(payload) -> assertThat(payload).isEqualTo(new Order("a")),
				(header) -> assertThat(header).isEqualTo(new byte[] { 97 }));
		assertNacked(record("message"), "parameter 'message'",
				"expected a payload but the message has none (a tombstone)");
	}

	@Test
	void consumerRecordIsWhatAListenerWouldGet() {
		EventJson event = EventJson.event()
			.record("consumer-record", 3, 42)
			.key("7")
			.value("{\"id\":\"a\"}")
			.recordWith("timestamp", 5)
			.recordWith("timestampType", "LOG_APPEND_TIME")
			.header("name", 97);
		assertThat(handle(event)).singleElement().satisfies((argument) -> {
			ConsumerRecord<?, ?> record = (ConsumerRecord<?, ?>) argument;
			assertThat(record.topic()).isEqualTo("consumer-record");
			assertThat(record.partition()).isEqualTo(3);
			assertThat(record.offset()).isEqualTo(42);
			assertThat(record.timestamp()).isEqualTo(5);
			assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
			assertThat(record.key()).isEqualTo(7L);
			assertThat(record.value()).isEqualTo(new Order("a"));
			assertThat(record.serializedValueSize()).isEqualTo(10);
			assertThat(record.headers().lastHeader("name").value()).containsExactly(97);
		});
	}

	@Test
	void consumerRecordOfATombstoneHasNoValue() {
		assertThat(handle(record("consumer-record"))).singleElement()
			.extracting("key", "value", "serializedValueSize", "timestamp", "timestampType")
			.containsExactly(null, null, -1, -1L, TimestampType.NO_TIMESTAMP_TYPE);
	}

	@Test
	void consumerRecordWithoutTypesHasBytes() {
		assertThat(handle(record("consumer-record.raw").key("k").value("v"))).singleElement()
			.extracting("key", "value")
			.containsExactly("k".getBytes(), "v".getBytes());
	}

	@Test
	void protocolTypesAndContextAreGiven() {
		assertThat(handle(record("protocol").value("v"))).satisfiesExactly(
				(event) -> assertThat(((MessageReceiveEvent) event).id()).isEqualTo("protocol:0:1"),
				(scope) -> assertThat(((MessageScope) scope).address()).isEqualTo("protocol"),
				(context) -> assertThat(((Context) context).getRemainingTimeInMillis()).isBetween(1, 60_000));
	}

	@ParameterizedTest
	@ValueSource(strings = { "valid", "valid.groups" })
	void payloadIsValidated(String topic) {
		assertNacked(record(topic).value("{\"lines\":[],\"prices\":{\"secret\":-1}}"), "parameter 'cart'",
				"lines must not be empty; prices[*] must be greater than 0");
		assertThat(handle(record(topic).value("{\"lines\":[\"a\"],\"prices\":{}}")))
			.containsExactly(new Cart(List.of("a"), Map.of()));
	}

	@Test
	void constrainedParametersAreValidated() {
		assertNacked(record("constrained").key("secret").header("name", ' '), "the arguments",
				"parameter 'name' must not be blank; parameter 'key' size must be between 0 and 3");
		assertThat(handle(record("constrained").key("k").header("name", 'a'))).containsExactly("a", "k");
	}

	private static EventJson record(String topic) {
		return EventJson.event().record(topic, 0, 1);
	}

	private static List<@Nullable Object> handle(EventJson event) {
		arguments.clear();
		invoke(event);
		return arguments;
	}

	private static void invoke(EventJson event) {
		function.invoke(event);
	}

	private static void assertNacked(EventJson event, String parameter, String problem) {
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> invoke(event))
			.satisfies((ex) -> assertThat(ex.getNacks().get(0).message()).startsWith(PREFIX + parameter + " of ")
				.endsWith(": " + problem))
			.satisfies((ex) -> assertThat(ex.getMessage().replace("address.eu.secret", "")).doesNotContain("secret"));
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	record Order(String id) {

	}

	record Cart(@NotEmpty List<String> lines, Map<String, @Positive BigDecimal> prices) {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private static void received(@Nullable Object... received) {
			arguments.addAll(Arrays.asList(received));
		}

		@AmgiChannel("payload")
		void payload(Order order) {
			received(order);
		}

		@AmgiChannel("payload.not-required")
		void notRequired(@Payload(required = false) Order order) {
			received(String.valueOf(order));
		}

		@AmgiChannel("payload.primitive")
		void primitive(int number) {
			received(number);
		}

		@AmgiChannel("text")
		void text(String text) {
			received(text);
		}

		@AmgiChannel("header")
		void header(@Header String name) {
			received(name);
		}

		@AmgiChannel("header.typed")
		void typedHeader(@Header("timeout") Duration timeout) {
			received(timeout);
		}

		@AmgiChannel("header.bytes")
		void bytesHeader(@Header("raw") byte[] raw) {
			received(raw);
		}

		@AmgiChannel("header.default")
		void defaultHeader(@Header(name = "a", defaultValue = "none") String a,
				@Header(name = "b", required = false) String b, @Header("c") Optional<String> c,
				@Header("d") @Nullable String d) {
			received(a, String.valueOf(b), c, String.valueOf(d));
		}

		@AmgiChannel("header.id")
		void idHeader(@Header("id") String id, @Header("timestamp") String timestamp, MessageHeaders headers) {
			received(id, timestamp, new String((byte[]) headers.get("id")),
					new String((byte[]) headers.get("timestamp")));
		}

		@AmgiChannel("header.kafka")
		void kafkaHeaders(@Header(KafkaHeaders.RECEIVED_KEY) String key,
				@Header(KafkaHeaders.RECEIVED_TOPIC) String topic,
				@Header(KafkaHeaders.RECEIVED_PARTITION) int partition, @Header(KafkaHeaders.OFFSET) long offset,
				@Header(KafkaHeaders.RECEIVED_TIMESTAMP) long timestamp,
				@Header(KafkaHeaders.TIMESTAMP_TYPE) String timestampType) {
			received(key, topic, partition, offset, timestamp, timestampType);
		}

		@AmgiChannel("headers")
		void headers(@Headers Map<String, Object> headers, MessageHeaders messageHeaders) {
			received(headers, messageHeaders);
		}

		@AmgiChannel("address.{region}.{number}")
		void address(@DestinationVariable String region, @DestinationVariable("number") int number) {
			received(region, number);
		}

		@AmgiChannel("key")
		void key(@KafkaKey String text, @KafkaKey byte[] bytes) {
			received(text, bytes);
		}

		@AmgiChannel("key.long")
		void longKey(@KafkaKey Long key) {
			received(key);
		}

		@AmgiChannel("key.int")
		void intKey(@KafkaKey int key) {
			received(key);
		}

		@AmgiChannel("key.double")
		void doubleKey(@KafkaKey double key) {
			received(key);
		}

		@AmgiChannel("key.uuid")
		void uuidKey(@KafkaKey UUID key) {
			received(key);
		}

		@AmgiChannel("key.json")
		void jsonKey(@KafkaKey Order key) {
			received(key);
		}

		@AmgiChannel("key.missing")
		void missingKey(@KafkaKey @Nullable String text, @KafkaKey Optional<Integer> number) {
			received(String.valueOf(text), number);
		}

		@AmgiChannel("message")
		void message(Message<Order> message) {
			received(message.getPayload(), message.getHeaders().get("name"));
		}

		@AmgiChannel("consumer-record")
		void consumerRecord(ConsumerRecord<Long, Order> record) {
			received(record);
		}

		@AmgiChannel("consumer-record.raw")
		void rawConsumerRecord(ConsumerRecord<?, ?> record) {
			received(record);
		}

		@AmgiChannel("protocol")
		void protocol(MessageReceiveEvent event, MessageScope scope, Context context) {
			received(event, scope, context);
		}

		@AmgiChannel("valid")
		void valid(@Valid Cart cart) {
			received(cart);
		}

		@AmgiChannel("valid.groups")
		void validGroups(@Validated Cart cart) {
			received(cart);
		}

		@AmgiChannel("constrained")
		void constrained(@NotBlank @Header String name, @KafkaKey @Size(max = 3) String key) {
			received(name, key);
		}

	}

}
