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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.amgi.esm.EventJson;
import io.amgi.protocol.MessageHeader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KafkaEventDecoderTests {

	private final KafkaEventDecoder decoder = new KafkaEventDecoder();

	@ParameterizedTest
	@CsvSource({ "msk.json, mytopic-01:mytopic:0:15", "self-managed.json, mytopic-0:mytopic:0:15",
			"schema-registry-protobuf.json, confluent_proto-0:confluent_proto:0:4209910" })
	void realEventsAreDecoded(String file, String firstRecord) throws Exception {
		try (InputStream event = getClass().getResourceAsStream("/events/" + file)) {
			KafkaEvent decoded = this.decoder.decode(event);
			assertThat(decoded.eventSource()).containsIgnoringCase("kafka");
			assertThat(decoded.bootstrapServers()).contains(".kafka.us-east-1.amazonaws.com:909");
			assertThat(decoded.records()).isNotEmpty().allSatisfy((record) -> {
				assertThat(record.defect()).isNull();
				assertThat(record.value()).isNotEmpty();
				assertThat(record.timestampType()).isEqualTo("CREATE_TIME");
			});
			KafkaRecord first = decoded.records().get(0);
			assertThat(first.recordsKey() + ":" + first.id()).isEqualTo(firstRecord);
		}
	}

	@Test
	void recordIsDecodedWhole() {
		KafkaRecord record = decodeRecord(record().key("k")
			.value("v")
			.recordWith("timestamp", 1596480920837L)
			.recordWith("timestampType", "CREATE_TIME")
			.recordWith("valueSchemaMetadata", Map.of("schemaId", "1", "dataFormat", "AVRO"))
			.recordWith("keySchemaMetadata", Map.of("schemaId", "2", "dataFormat", "JSON"))
			.header("trace-id", 97));
		assertThat(record.key()).asString().isEqualTo("k");
		assertThat(record.value()).asString().isEqualTo("v");
		assertThat(record.timestamp()).isEqualTo(1596480920837L);
		assertThat(record.timestampType()).isEqualTo("CREATE_TIME");
		assertThat(record.headers()).containsExactly(new MessageHeader("trace-id", new byte[] { 'a' }));
		assertThat(record.keySchemaMetadata()).isEqualTo(Map.of("schemaId", "2", "dataFormat", "JSON"));
		assertThat(record.valueSchemaMetadata()).isEqualTo(Map.of("schemaId", "1", "dataFormat", "AVRO"));
	}

	@Test
	void headerBytesAreSigned() {
		assertThat(decodeRecord(record().header("name", -61, -85)).headers())
			.containsExactly(new MessageHeader("name", "ë".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void headersKeepOrderAndDuplicates() {
		assertThat(decodeRecord(record().recordWith("headers",
				List.of(Map.of("b", List.of(1)), Map.of("a", List.of(2)), Map.of("b", List.of(3)))))
			.headers()).containsExactly(header("b", 1), header("a", 2), header("b", 3));
	}

	@Test
	void headerWithoutValueHasNone() {
		assertThat(decode("{\"records\":{\"t-0\":[{\"topic\":\"t\",\"partition\":0,\"offset\":1,"
				+ "\"headers\":[{\"a\":null},{\"b\":[]}]}]}}")
			.headers()).containsExactly(new MessageHeader("a", null), new MessageHeader("b", new byte[0]));
	}

	@Test
	void tombstonesArriveBothWays() {
		assertThat(decodeRecord(record().recordWith("value", null)).value()).isNull();
		assertThat(decodeRecord(record().recordWithout("value")).value()).isNull();
	}

	@Test
	void emptyValueIsNoTombstone() {
		assertThat(decodeRecord(record().value("")).value()).isEmpty();
	}

	@Test
	void unknownMembersAreSkipped() {
		KafkaEvent event = decodeEvent(record().recordWith("new", Map.of("deep", List.of(List.of(1), Map.of("a", 1.5))))
			.with("newer", List.of(1, Map.of())));
		assertThat(event.records()).singleElement().extracting(KafkaRecord::defect).isNull();
	}

	@Test
	void absentMembersAreAccepted() {
		KafkaEvent event = decodeEvent(record().without("eventSource").without("bootstrapServers"));
		assertThat(event.eventSource()).isNull();
		assertThat(event.eventSourceArn()).isNull();
		assertThat(event.bootstrapServers()).isNull();
		KafkaRecord record = event.records().get(0);
		assertThat(record.key()).isNull();
		assertThat(record.headers()).isEmpty();
		assertThat(record.timestamp()).isNull();
		assertThat(record.defect()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws:kafka", "SelfManagedKafka", "aws:SelfManagedKafka" })
	void eventSourcesOfKafkaAreAccepted(String eventSource) {
		assertThat(decodeEvent(record().with("eventSource", eventSource)).eventSource()).isEqualTo(eventSource);
	}

	@Test
	void partitionIsAcceptedAsString() {
		assertThat(decodeRecord(record().recordWith("partition", "7")).partition()).isEqualTo(7);
	}

	@Test
	void emptyListsOfRecordsAreAccepted() {
		assertThat(decodeEvent(EventJson.event()).records()).isEmpty();
		assertThat(decodeEvent(EventJson.event().with("records", Map.of("orders-0", List.of()))).records()).isEmpty();
	}

	@Test
	void severalTopicsUnderOneMapKeyAreAccepted() {
		assertThat(
				decodeEvent(EventJson.event().record("any", "orders", 0, 1).record("any", "payments", 3, 1)).records())
			.extracting(KafkaRecord::id)
			.containsExactly("orders:0:1", "payments:3:1");
	}

	@Test
	void sameOffsetInOtherPartitionsIsAccepted() {
		assertThat(decodeEvent(EventJson.event().record("orders", 0, 1).record("orders", 1, 1).record("payments", 0, 1))
			.records()).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			value         | "a*b="              | expected 'value' to be base64
			value         | "YQ==YQ=="          | expected 'value' to be base64
			value         | 5                   | expected 'value' to be a base64 string
			value         | {"a":[1]}           | expected 'value' to be a base64 string
			key           | "_-_-"              | expected 'key' to be base64
			key           | [[]]                | expected 'key' to be a base64 string
			headers       | [{"a":[128]}]       | expected 'headers' to hold bytes from -128 to 127
			headers       | [{"a":[-129]}]      | expected 'headers' to hold bytes from -128 to 127
			headers       | [{"a":["b",[1],{}]}] | expected 'headers' to hold bytes from -128 to 127
			headers       | [{"a":"b"}]         | expected 'headers' to be arrays of bytes
			headers       | [[1]]               | expected 'headers' to be an array of objects
			headers       | {"a":[1]}           | expected 'headers' to be an array
			timestamp     | "now"               | expected 'timestamp' to be an integer
			timestamp     | {"a":{}}            | expected 'timestamp' to be an integer
			timestampType | 1                   | expected 'timestampType' to be a string
			topic         | 1                   | expected 'topic' to be a string
			topic         | null                | 'topic' is missing
			partition     | "zero"              | expected 'partition' to be an integer of 32 bits from 0 on
			partition     | -1                  | expected 'partition' to be an integer of 32 bits from 0 on
			partition     | 2147483648          | expected 'partition' to be an integer of 32 bits from 0 on
			partition     | 1.5                 | expected 'partition' to be an integer of 32 bits from 0 on
			valueSchemaMetadata | "a"           | expected 'valueSchemaMetadata' to be an object
			""")
	void badMemberIsADefectOfItsRecordAlone(String name, String json, String defect) {
		String bad = "{\"topic\":\"t\",\"partition\":0,\"offset\":1,\"%s\":%s,\"value\":\"YQ==\",\"last\":{}}"
			.formatted(name, json);
		if (name.equals("value")) {
			bad = bad.replace(",\"value\":\"YQ==\"", "");
		}
		String good = "{\"topic\":\"t\",\"partition\":0,\"offset\":2,\"value\":\"YQ==\"}";
		KafkaEvent event = this.decoder.decode(stream("{\"records\":{\"t-0\":[%s,%s]}}".formatted(bad, good)));
		assertThat(event.records()).extracting(KafkaRecord::offset).containsExactly(1L, 2L);
		assertThat(event.records()).extracting(KafkaRecord::defect)
			.containsExactly("Couldn't decode record: " + defect, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "topic", "partition" })
	void recordWithoutPlaceIsADefectiveOne(String name) {
		KafkaRecord record = decodeRecord(record().recordWithout(name));
		assertThat(record.defect()).isEqualTo("Couldn't decode record: '%s' is missing".formatted(name));
		assertThat(record.topicPartition()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``                                      | more JSON at $ (byte 0)
			nope                                    | well-formed JSON at $
			null                                    | a JSON object at $ (byte 0)
			[]                                      | a JSON object at $ (byte 0)
			"records"                               | a JSON object at $ (byte 0)
			{}                                      | 'records' at $ (byte 1)
			{"records":null}                        | 'records' to be an object at $['records'] (byte 11)
			{"records":[]}                          | 'records' to be an object at $['records']
			{"records":{"t-0":{}}}                  | an array of records at $['records']['t-0']
			{"records":{"t-0":null}}                | an array of records at $['records']['t-0'] (byte 18)
			{"records":{"t-0":[1]}}                 | a record to be an object at $['records']['t-0'][0] (byte 19)
			{"records":{"t-0":[{"topic":"t"}]}}     | 'offset' to be an integer from 0 on at $['records']['t-0'][0]
			{"records":{"t-0":[{"offset":"1"}]}}    | 'offset' to be an integer from 0 on at $['records']['t-0'][0]
			{"records":{"t-0":[{"offset":-1}]}}     | 'offset' to be an integer from 0 on at $['records']['t-0'][0]
			{"records":{"t-0":[{"offset":1e3}]}}    | 'offset' to be an integer from 0 on at $['records']['t-0'][0]
			{"records":{"t-0":[{"offset":9223372036854775808}]}} | 'offset' to be an integer from 0 on
			{"records":{"t-0":[{"topic":"secret     | well-formed JSON at $['records']['t-0'][0]['topic']
			{"records":{"t-0":[{"offset":1}         | well-formed JSON at $['records']['t-0']
			{"records":{},"records":{}}             | 'records' only once at $['records']
			{"records":{}} {}                       | nothing after the event at $
			{"eventSource":"aws:sqs","records":{}}  | 'eventSource' to be Kafka at $['eventSource'] (byte 15)
			{"eventSource":1,"records":{}}          | 'eventSource' to be a string at $['eventSource'] (byte 15)
			{"eventSourceArn":1,"records":{}}       | 'eventSourceArn' to be a string at $['eventSourceArn']
			{"bootstrapServers":[],"records":{}}    | 'bootstrapServers' to be a string at $['bootstrapServers']
			""")
	void badEventFailsWithWhatWasExpectedAndWhere(String json, String expectation) {
		assertThatExceptionOfType(InvalidKafkaEventException.class).isThrownBy(() -> this.decoder.decode(stream(json)))
			.withMessageStartingWith("Invalid Kafka event: expected " + expectation)
			.withMessageMatching("(?s).* \\(byte \\d+\\)")
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret").doesNotContain("sqs"));
	}

	@ParameterizedTest
	@MethodSource("truncations")
	void everyTruncationFails(String json) {
		assertThatExceptionOfType(InvalidKafkaEventException.class).isThrownBy(() -> this.decoder.decode(stream(json)));
	}

	static List<String> truncations() {
		String json = record().key("k").value("v").header("trace-id", 1, 2).json();
		return Arrays.asList(json.length() - 1, json.length() / 2, json.length() / 3, 10, 1)
			.stream()
			.map((length) -> json.substring(0, length))
			.toList();
	}

	@Test
	void sameRecordTwiceFails() {
		assertThatExceptionOfType(InvalidKafkaEventException.class)
			.isThrownBy(() -> decodeEvent(EventJson.event().record("orders", 0, 1).record("b", "orders", 0, 1)))
			.withMessageContaining("no other record of the same topic, partition and offset "
					+ "(Kafka has one at an offset: give each record of a made-up event its own) at $['records']['b'][0]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "80", "C080", "C1BF", "E09FBF", "EDA080", "EDBFBF", "F08FBFBF", "F4908080", "F5808080",
			"F8808080", "FE", "FF", "C3", "E282", "C3C3A9" })
	void invalidUtf8IsNotJson(String hex) {
		String malformed = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
		for (String json : new String[] { "{\"%s\":1,\"records\":{}}", "{\"new\":\"%s\",\"records\":{}}",
				"{\"bootstrapServers\":\"%s\",\"records\":{}}", "{\"records\":{\"%s\":[]}}",
				"{\"records\":{\"t-0\":[{\"topic\":\"t\",\"partition\":0,\"offset\":1,\"value\":\"YWFh%s\"}]}}" }) {
			byte[] event = json.formatted(malformed).getBytes(StandardCharsets.ISO_8859_1);
			assertThatExceptionOfType(InvalidKafkaEventException.class)
				.isThrownBy(() -> this.decoder.decode(new ByteArrayInputStream(event)))
				.withMessageStartingWith("Invalid Kafka event: expected well-formed JSON at $");
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\ud800\udc00", "\udbff\udfff" })
	void allOfUnicodeIsAccepted(String character) {
		String json = "{\"%1$s\":\"%1$s\",\"bootstrapServers\":\"%1$s\",\"records\":{}}".formatted(character);
		assertThat(this.decoder.decode(stream(json)).bootstrapServers()).isEqualTo(character);
	}

	@Test
	void nestingWithoutEndFails() {
		String json = "{\"new\":" + "[".repeat(100_000);
		assertThatExceptionOfType(InvalidKafkaEventException.class).isThrownBy(() -> this.decoder.decode(stream(json)))
			.withMessageContaining("JSON of sane depth and lengths");
	}

	@Test
	void controlCharactersInPathsAreEscapedAndLongNamesCut() {
		String json = "{\"records\":{\"a\\n%s\":1}}".formatted("b".repeat(200));
		assertThatExceptionOfType(InvalidKafkaEventException.class).isThrownBy(() -> this.decoder.decode(stream(json)))
			.withMessageContaining("$['records']['a\\u000a" + "b".repeat(98) + "...']");
	}

	private static EventJson record() {
		return EventJson.event().record("orders", 0, 1);
	}

	private KafkaRecord decodeRecord(EventJson event) {
		return decodeEvent(event).records().get(0);
	}

	private KafkaEvent decodeEvent(EventJson event) {
		return this.decoder.decode(event.stream());
	}

	private KafkaRecord decode(String json) {
		return this.decoder.decode(stream(json)).records().get(0);
	}

	private static InputStream stream(String json) {
		return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
	}

	private static MessageHeader header(String name, int value) {
		return new MessageHeader(name, new byte[] { (byte) value });
	}

}
