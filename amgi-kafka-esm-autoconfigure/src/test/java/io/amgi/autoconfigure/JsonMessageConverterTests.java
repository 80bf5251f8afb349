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

package io.amgi.autoconfigure;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.sender.OutboundConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonMessageConverterTests {

	private final JsonMessageConverter converter = new JsonMessageConverter(
			JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());

	private final JsonMessageConverter viewing = new JsonMessageConverter(
			JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNEXPECTED_VIEW_PROPERTIES).build());

	@Test
	void contentTypeIsNotObeyed() {
		Message<byte[]> message = MessageBuilder.withPayload("{\"id\":\"a\"}".getBytes())
			.setHeader("contentType", "image/png".getBytes())
			.build();
		assertThat(this.converter.fromMessage(message, Order.class)).hasFieldOrPropertyWithValue("id", "a");
	}

	@Test
	void valueThatCannotBeWrittenIsNamedByItsPathAndNotQuoted() {
		Map<String, List<Line>> lines = Map.of("secret", List.of(new Line("secret")));
		assertThatExceptionOfType(OutboundConversionException.class)
			.isThrownBy(() -> this.converter.toMessage(Map.of("lines", lines), null))
			.withMessage("IllegalStateException at $[*][*][0].bad")
			.withNoCause();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"items":[{"count":"secret"}]}  | expected int at $.items[0].count but found a string
			{"items":[{"count":{"a":1}}]}   | expected int at $.items[0].count but found an object
			{"items":[{"count":null}]}      | expected int at $.items[0].count but found null or nothing
					{"items":[{}]}                  | expected int at $.items[0].count but found null or nothing
			{"items":"secret"}              | expected ArrayList at $.items but found a string
			{"items":true}                  | expected ArrayList at $.items but found a boolean
			{"date":"secret"}               | expected LocalDate at $.date but found a string
			{"prices":{"secret":"secret"}}  | expected BigDecimal at $.prices[*] but found a string
			{"prices":{"secret":[]}}        | expected BigDecimal at $.prices[*] but found an array
			{"id":"a","secret":1}           | expected no other members at $
			{"items":[{"count":1,"secret":1}]} | expected no other members at $.items[0]
			{"items":[{"count":99999999999}]} | expected int at $.items[0].count but found a number out of range
			{"items":[{"count":1e99}]}      | expected int at $.items[0].count but found a number
			[{"secret":1}]                  | but found an array
			{"id":secret}                   | expected well-formed JSON at byte
			{"id":"secret                   | expected well-formed JSON at byte
			{"id":"a"} secret               | expected
			``                              | expected JSON but the payload is empty
			""")
	void failureSaysWhatWasExpectedAndNeverWhatWasThere(String json, String expected) {
		Message<byte[]> message = MessageBuilder.withPayload(json.getBytes()).build();
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> this.converter.fromMessage(message, Order.class))
			.withMessageContaining(expected)
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"))
			.satisfies((ex) -> assertThat(ex.getFailedMessage()).isNull());
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> this.converter.fromMessage(message, Order.class, parameter("order")))
			.withMessageContaining(expected)
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
	}

	@Test
	void memberThatATypeDoesNotDeclareIsNotQuoted() {
		assertFailure("{\"secret\":\"no number\"}", Anything.class, "expected Integer at $[*] but found a string");
	}

	@Test
	void typeThatCannotBeMadeIsNotTheJsonsFault() {
		assertFailure("{\"id\":\"secret\"}", Abstract.class,
				"expected JsonMessageConverterTests.Abstract at $, which Jackson cannot make: is it abstract, or without a usable constructor?");
	}

	@Test
	void constructorThatThrowsIsNamedByItsExceptionAlone() {
		assertFailure("{\"id\":\"secret\"}", Picky.class,
				"expected what makes JsonMessageConverterTests.Picky at $, but that threw IllegalArgumentException");
	}

	@Test
	void trailingTextIsNotTheValuesFault() {
		JsonMapper mapper = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
		Message<byte[]> message = MessageBuilder.withPayload("{\"id\":\"a\"}{}".getBytes()).build();
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> new JsonMessageConverter(mapper).fromMessage(message, Order.class))
			.withMessage("expected nothing behind the value");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0, 0, 0 and four bytes", "0, 1, 2, 3, 0 and four bytes", "3, 0, 1, 2, a first byte of 3" })
	void framingOfASchemaRegistryIsNamed(byte first, byte second, byte third, byte fourth, String framing) {
		byte[] framed = { first, second, third, fourth, 7, 2, 'a' };
		Message<byte[]> message = MessageBuilder.withPayload(framed).build();
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> this.converter.fromMessage(message, Order.class))
			.withMessage("expected JSON but found what looks like a schema registry's framing (%s)", framing);
	}

	@Test
	void jsonBehindAFrameIsRead() {
		byte[] framed = { 0, 0, 0, 0, 7, '{', '"', 'i', 'd', '"', ':', '"', 'a', '"', '}' };
		assertThat(this.converter.fromMessage(MessageBuilder.withPayload(framed).build(), Order.class))
			.isEqualTo(this.converter.fromMessage(MessageBuilder.withPayload("{\"id\":\"a\"}".getBytes()).build(),
					Order.class));
	}

	@Test
	void jsonOfWideCharactersHasNoFrame() {
		byte[] wide = "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_16BE);
		assertThat(this.converter.fromMessage(MessageBuilder.withPayload(wide).build(), Order.class)).isNotNull();
	}

	@Test
	void positionThatIsNotKnownIsNotNamed() {
		Message<byte[]> message = MessageBuilder.withPayload("{secret".getBytes(StandardCharsets.UTF_16)).build();
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> this.converter.fromMessage(message, Order.class))
			.withMessage("expected well-formed JSON in UTF-8");
	}

	@Test
	void unknownTypeIdIsNotQuoted() {
		assertFailure("{\"type\":\"secret\"}", Animal.class,
				"expected a known type id of JsonMessageConverterTests.Animal at $");
		assertFailure("{\"id\":\"secret\"}", Animal.class,
				"expected a type id of JsonMessageConverterTests.Animal at $");
	}

	private void assertFailure(String json, Class<?> type, String expected) {
		assertFailure(json.getBytes(), type, expected);
	}

	private void assertFailure(byte[] json, Class<?> type, String expected) {
		Message<byte[]> message = MessageBuilder.withPayload(json).build();
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> this.converter.fromMessage(message, type))
			.withMessage(expected);
	}

	@Test
	void numberThatIsThePayloadHasAKindToo() {
		Message<byte[]> message = MessageBuilder.withPayload("99999999999".getBytes()).build();
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> this.converter.fromMessage(message, Integer.class))
			.withMessage("expected int at $ but found a number out of range");
	}

	@Test
	void keyOfAMapIsNotQuotedForANumberEither() {
		Message<byte[]> message = MessageBuilder.withPayload("{\"secret\":99999999999}".getBytes()).build();
		ResolvableType type = ResolvableType.forClassWithGenerics(Map.class, String.class, Integer.class);
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> this.converter.fromMessage(message, Map.class, type))
			.withMessage("expected int at $[*] but found a number out of range");
	}

	@Test
	void tokenThatADeserializerOfTheApplicationsDidNotExpectHasAKind() {
		Message<byte[]> message = MessageBuilder.withPayload("[\"secret\"]".getBytes()).build();
		JsonMapper mapper = JsonMapper.builder()
			.addModule(new SimpleModule().addDeserializer(Item.class, new ItemDeserializer()))
			.build();
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> new JsonMessageConverter(mapper).fromMessage(message, Item[].class))
			.withMessage("expected int at $[0] but found a string");
	}

	@Test
	void limitOfTheMapperIsNotTheJsonsFault() {
		Message<byte[]> message = MessageBuilder.withPayload("[".repeat(2000).getBytes()).build();
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> this.converter.fromMessage(message, List.class))
			.withMessage("expected JSON within the mapper's limits");
	}

	@ParameterizedTest
	@ValueSource(strings = { "00000E7B", "0000007B00", "7B00", "007B0022", "FEFF007B0078", "0000FEFF0000007B", "220078",
			"FFFE0100" })
	void bytesThatNobodyCountsHaveNoNumber(String hex) {
		assertFailure(HexFormat.of().parseHex(hex), Order.class, "expected well-formed JSON in UTF-8");
	}

	@Test
	void valueThatIsNotInUtf8IsSomethingElse() {
		assertFailure("{\"items\":[]}".getBytes(StandardCharsets.UTF_16BE), Lines.class,
				"expected int at $.items but found something else");
		assertFailure("[1]".getBytes(StandardCharsets.UTF_16BE), Order.class,
				"expected JsonMessageConverterTests.Order at $ but found something else");
		assertFailure("  ".getBytes(), Order.class, "expected JsonMessageConverterTests.Order at $ but found nothing");
	}

	@ParameterizedTest
	@CsvSource({ "order, '{\"id\":\"a\"}'", "optional, '{\"id\":\"a\"}'", "message, '{\"id\":\"a\"}'",
			"list, '[{\"id\":\"a\"}]'" })
	void parameterSaysWhatIsRead(String method, String json) {
		Order order = new Order("a", null, null, null);
		for (int i = 0; i < 2; i++) {
			assertThat(read(json, method)).isIn(order, List.of(order));
		}
	}

	@Test
	void viewSaysWhatIsRead() {
		String json = "{\"shown\":\"a\",\"hidden\":\"b\"}";
		assertThat(read(json, "all")).isEqualTo(new Viewed("a", "b"));
		assertThat(read(json, "view")).isEqualTo(new Viewed("a", null));
	}

	private Object read(String json, String method) {
		MethodParameter parameter = parameter(method);
		Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
		return this.viewing.fromMessage(MessageBuilder.withPayload(json.getBytes()).build(), type, parameter);
	}

	private static MethodParameter parameter(String method) {
		return new MethodParameter(Stream.of(Handlers.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(method))
			.findFirst()
			.orElseThrow(), 0);
	}

	interface Handlers {

		void order(Order order);

		void optional(Optional<Order> order);

		void message(Message<Order> order);

		void list(List<Order> orders);

		void all(Viewed viewed);

		void view(@JsonView(Shown.class) Viewed viewed);

	}

	interface Shown {

	}

	interface Hidden {

	}

	record Viewed(@JsonView(Shown.class) String shown, @JsonView(Hidden.class) String hidden) {

	}

	record Order(String id, List<Item> items, LocalDate date, Map<String, BigDecimal> prices) {

	}

	record Lines(int items) {

	}

	record Item(int count) {

	}

	static class ItemDeserializer extends ValueDeserializer<Item> {

		@Override
		public Item deserialize(JsonParser parser, DeserializationContext context) {
			return new Item(parser.getIntValue());
		}

	}

	record Line(String bad) {

		@Override
		public String bad() {
			throw new IllegalStateException(this.bad);
		}

	}

	static class Anything {

		@JsonAnySetter
		private final Map<String, Integer> members = new HashMap<>();

	}

	interface Abstract {

	}

	record Picky(String id) {

		Picky {
			throw new IllegalArgumentException(id);
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
	@JsonSubTypes(@JsonSubTypes.Type(value = Cat.class, name = "cat"))
	interface Animal {

	}

	record Cat(String id) implements Animal {

	}

}
