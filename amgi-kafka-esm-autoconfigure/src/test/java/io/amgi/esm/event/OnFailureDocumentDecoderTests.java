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

package io.amgi.esm.event;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.amgi.esm.EventJson;
import io.amgi.redrive.TestDocument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Documents of on-failure destinations, including ones that Lambda would not send.
 */
class OnFailureDocumentDecoderTests {

	private final EventJson event = EventJson.event().record("orders", 1, 7).key("k").value("v \u20ac");

	@Test
	void documentOfABucketHasTheEventAsText() {
		OnFailureDocument document = decode(TestDocument.document()
			.batch("batchSize", 1)
			.records("orders-1", "7", "7")
			.text(this.event)
			.toString());
		assertThat(document.condition()).isEqualTo("RetryAttemptsExhausted");
		assertThat(document.timestamp()).isEqualTo(Instant.parse("2026-11-14T10:38:06.021Z"));
		assertThat(document.batchSize()).isOne();
		assertThat(document.ranges()).containsExactly(new OnFailureDocument.Range("orders", 1, 7, 7));
		assertIsTheEvent(document);
	}

	@Test
	void documentOfATopicHasTheEventAsJson() {
		assertIsTheEvent(decode(TestDocument.document().json(this.event).toString()));
	}

	private static void assertIsTheEvent(OnFailureDocument document) {
		assertThat(document.event()).isNotNull();
		assertThat(document.event().records()).singleElement().satisfies((record) -> {
			assertThat(record.id()).isEqualTo("orders:1:7");
			assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("k");
			assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("v \u20ac");
		});
	}

	@Test
	void documentOfAQueueHasOnlyPlaces() {
		OnFailureDocument document = decode(TestDocument.document()
			.batch("batchSize", 5)
			.records("orders-eu-0", "3", 6)
			.records("orders-eu-11", 1, "1")
			.toString());
		assertThat(document.event()).isNull();
		assertThat(document.ranges()).containsExactly(new OnFailureDocument.Range("orders-eu", 0, 3, 6),
				new OnFailureDocument.Range("orders-eu", 11, 1, 1));
	}

	@Test
	void placesDoNotMatterIfThereIsAnEvent() {
		String offset = "49601189658422359378836298521827638475320189012309704722";
		assertIsTheEvent(
				decode(TestDocument.document().records("orders-1", offset, offset).text(this.event).toString()));
	}

	@ParameterizedTest
	@CsvSource({ "orders, 1, 2", "-0, 1, 2", "orders-x, 1, 2", "orders-99999999999, 1, 2", "orders-0, 2, 1",
			"orders-0, -1, 2", "orders-0, 1, 49601189658422359378836298521827638475320189012309704722",
			"orders-0, 1, 1.5" })
	void placeThatIsNoneIsRefused(String name, String first, String last) {
		assertRefused(TestDocument.document().records(name, first, last).toString())
			.withMessageContaining("a topic and a partition, and the first and last offset");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "\"text\"", "{}", "{\"payload\":null}", "{\"payload\":1}",
			"{\"payload\":[]}", "{\"payload\":{}}", "{\"payload\":\"\"}", "{\"payload\":\"{}\"}",
			"{\"payload\":\"{\\\"records\\\":[]}\"}", "{\"KafkaBatchInfo\":[]}", "{\"KafkaBatchInfo\":{}}",
			"{\"KafkaBatchInfo\":{\"recordsInfo\":{}}}", "{\"KafkaBatchInfo\":{\"recordsInfo\":[1]}}",
			"{\"KafkaBatchInfo\":{\"recordsInfo\":{\"orders-0\":7}}}",
			"{\"KafkaBatchInfo\":{\"recordsInfo\":{\"orders-0\":null}}}",
			"{\"KafkaBatchInfo\":{\"recordInfo\":{\"offset\":\"7\"}}}",
			"{\"KinesisBatchInfo\":{\"shardId\":\"shardId-000000000001\"}}" })
	void documentWithoutRecordsOrPlacesIsRefused(String document) {
		assertRefused(document);
	}

	@ParameterizedTest
	@CsvSource({ "timestamp, yesterday", "timestamp, 1", "requestContext, text", "KafkaBatchInfo, 1" })
	void memberOfAnotherTypeIsRefused(String name, String value) {
		Object wrong = value.matches("\\d+") ? Integer.valueOf(value) : value;
		assertRefused(TestDocument.document().text(this.event).with(name, wrong).toString())
			.withMessageContaining("['" + name + "']");
	}

	@Test
	void batchSizeThatIsNoneIsRefused() {
		for (Object size : List.of("500", -1, 1L << 40, 1.5)) {
			assertRefused(TestDocument.document().batch("batchSize", size).text(this.event).toString());
		}
	}

	@Test
	void eventThatIsThereTwiceIsRefused() {
		String document = TestDocument.document().json(this.event).toString();
		assertRefused(document.replaceFirst("\\{", "{\"payload\":" + this.event.json() + ","))
			.withMessageContaining("'payload' only once");
	}

	@Test
	void documentThatIsCutIsRefused() {
		String document = TestDocument.document().records("orders-1", 7, 7).json(this.event).toString();
		IntStream.range(0, document.length()).forEach((length) -> assertRefused(document.substring(0, length)));
	}

	@Test
	void nestingIsBounded() {
		assertRefused("{\"requestContext\":" + "{\"a\":".repeat(10_000));
	}

	@Test
	void noMessageQuotesWhatWasFound() {
		assertRefused("{\"payload\":\"secret\"}").satisfies((ex) -> assertThat(ex).hasMessageNotContaining("secret"));
		assertRefused("{\"timestamp\":\"secret\"}").satisfies((ex) -> assertThat(ex).hasMessageNotContaining("secret"));
	}

	@Test
	void documentOfTenMegabytesIsRead() {
		EventJson large = EventJson.event();
		IntStream.range(0, 1_000).forEach((i) -> large.record("orders", 0, i).value("x".repeat(8_000)));
		String document = TestDocument.document().text(large).toString();
		assertThat(document.length()).isGreaterThan(10 * 1024 * 1024);
		assertThat(decode(document).event().records()).hasSize(1_000);
	}

	private static ThrowableAssertAlternative<InvalidKafkaEventException> assertRefused(String document) {
		return assertThatExceptionOfType(InvalidKafkaEventException.class).isThrownBy(() -> decode(document));
	}

	private static OnFailureDocument decode(String document) {
		return new OnFailureDocumentDecoder()
			.decode(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
	}

}
