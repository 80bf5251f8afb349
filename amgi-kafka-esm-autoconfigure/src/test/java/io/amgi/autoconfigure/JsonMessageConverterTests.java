package io.amgi.autoconfigure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.handler.ChannelArgumentException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonMessageConverterTests {

	private final JsonMessageConverter converter = new JsonMessageConverter(
			JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());

	@Test
	void contentTypeIsNotObeyed() {
		Message<byte[]> message = MessageBuilder.withPayload("{\"id\":\"a\"}".getBytes())
			.setHeader("contentType", "image/png".getBytes())
			.build();
		assertThat(this.converter.fromMessage(message, Order.class)).hasFieldOrPropertyWithValue("id", "a");
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
			{"items":[{"count":99999999999}]} | expected well-formed JSON at byte
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
	}

	record Order(String id, List<Item> items, LocalDate date, Map<String, BigDecimal> prices) {

	}

	record Item(int count) {

	}

}
