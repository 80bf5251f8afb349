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

package io.amgi.test;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.SchemaMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KafkaEventsTests {

	@Test
	void mskEventIsTheOneThatLambdaForms() {
		String event = KafkaEvents.msk()
			.eventSourceArn("arn:aws:kafka:us-east-1:123456789012:cluster/a/b")
			.bootstrapServers("b-1:9092", "b-2:9092")
			.record("mytopic",
					(record) -> record.recordsKey("mytopic-01")
						.offset(15)
						.timestamp(Instant.ofEpochMilli(1596480920837L))
						.value("Hello from Kafka !!")
						.header("headerKey", "he"))
			.toJson();
		assertThat(event).isEqualTo("{\"eventSource\":\"aws:kafka\","
				+ "\"eventSourceArn\":\"arn:aws:kafka:us-east-1:123456789012:cluster/a/b\","
				+ "\"bootstrapServers\":\"b-1:9092,b-2:9092\",\"records\":{\"mytopic-01\":["
				+ "{\"topic\":\"mytopic\",\"partition\":0,\"offset\":15,\"timestamp\":1596480920837,"
				+ "\"timestampType\":\"CREATE_TIME\",\"value\":\"SGVsbG8gZnJvbSBLYWZrYSAhIQ==\","
				+ "\"headers\":[{\"headerKey\":[104,101]}]}]}}");
	}

	@Test
	void eventOfAwsTestsCanBeBuilt() {
		assertThat(parse(KafkaEvents.msk()
			.eventSourceArn("arn:aws:kafka:us-east-1:123456789012:cluster/vpc-3432434/4834-3547-3455-9872-7929")
			.bootstrapServers("b-2.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092",
					"b-1.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092")
			.record("mytopic",
					(record) -> record.recordsKey("mytopic-01")
						.offset(15)
						.timestamp(Instant.ofEpochMilli(1596480920837L))
						.value("Hello from Kafka !!")
						.header("headerKey", "headerValue"))))
			.isEqualTo(published("msk.json"));
	}

	@Test
	void eventOfASelfManagedClusterCanBeBuilt() {
		assertThat(parse(KafkaEvents.selfManaged()
			.eventSource("aws:SelfManagedKafka")
			.bootstrapServers("b-2.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092",
					"b-1.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9092")
			.record("mytopic",
					(record) -> record.offset(15)
						.timestamp(Instant.ofEpochMilli(1545084650987L))
						.key("recordKey")
						.value(Map.of("key", "value"))
						.header("headerKey", "headerValue"))))
			.isEqualTo(published("self-managed.json"));
	}

	@Test
	void eventWithASchemaRegistryCanBeBuilt() {
		JsonNode published = published("schema-registry-protobuf.json");
		JsonNode first = published.path("records").path("confluent_proto-0").path(0);
		assertThat(only("confluent_proto-0",
				KafkaEvents.msk()
					.record("confluent_proto",
							(record) -> record.offset(4209910)
								.timestamp(Instant.ofEpochMilli(1750358101849L))
								.key("a8e40971-1552-420d-a7c9-b8982325702d")
								.value(Base64.getDecoder().decode(first.path("value").asString()))
								.valueSchemaMetadata("1", "PROTOBUF"))))
			.isEqualTo(first);
	}

	@Test
	void selfManagedEventHasNoArn() {
		JsonNode event = parse(KafkaEvents.selfManaged().record("orders", "a"));
		assertThat(event.path("eventSource").asString()).isEqualTo("SelfManagedKafka");
		assertThat(event.has("eventSourceArn")).isFalse();
	}

	@Test
	void offsetsAscendPerTopicPartition() {
		JsonNode records = parse(KafkaEvents.selfManaged()
			.records("orders", 0, "a", "b")
			.records("orders", 1, "c")
			.record("orders", (record) -> record.offset(41))
			.record("orders", "d")).path("records");
		assertThat(records.path("orders-0").findValuesAsString("offset")).containsExactly("0", "1", "41", "42");
		assertThat(records.path("orders-1").findValuesAsString("offset")).containsExactly("0");
	}

	@Test
	void objectsAreJson() {
		JsonNode record = only(KafkaEvents.selfManaged().record("orders", new Order(7)));
		assertThat(decoded(record, "value")).isEqualTo("{\"orderId\":7}");
	}

	@Test
	void objectsAreWrittenByTheGivenMapper() {
		JsonMapper mapper = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		JsonNode record = only(KafkaEvents.selfManaged()
			.jsonMapper(mapper)
			.record("orders", (spec) -> spec.key(new Order(7)).value(new Order(8))));
		assertThat(decoded(record, "key")).isEqualTo("{\"order_id\":7}");
		assertThat(decoded(record, "value")).isEqualTo("{\"order_id\":8}");
	}

	@Test
	void bytesAreKeptAsTheyAre() {
		byte[] bytes = { -1, 0, 1 };
		JsonNode record = only(KafkaEvents.selfManaged().record("orders", (spec) -> spec.key(bytes).value(bytes)));
		assertThat(Base64.getDecoder().decode(record.path("key").asString())).isEqualTo(bytes);
		assertThat(Base64.getDecoder().decode(record.path("value").asString())).isEqualTo(bytes);
	}

	@Test
	void tombstoneIsNullOrAbsent() {
		JsonNode nulled = only(KafkaEvents.selfManaged().record("orders", KafkaRecordSpec::tombstone));
		JsonNode absent = only(KafkaEvents.selfManaged().record("orders", KafkaRecordSpec::absentValue));
		assertThat(only(KafkaEvents.selfManaged().record("orders", (spec) -> spec.value(null)))).isEqualTo(nulled);
		assertThat(nulled.has("value")).isTrue();
		assertThat(nulled.path("value").isNull()).isTrue();
		assertThat(absent.has("value")).isFalse();
	}

	@Test
	void uuidIsItsTextAsAKey() {
		UUID uuid = UUID.randomUUID();
		JsonNode record = only(KafkaEvents.selfManaged().record("orders", (spec) -> spec.key(uuid)));
		assertThat(decoded(record, "key")).isEqualTo(uuid.toString());
	}

	@Test
	void keyIsAbsentOrNull() {
		assertThat(only(KafkaEvents.selfManaged().record("orders", "a")).has("key")).isFalse();
		assertThat(only(KafkaEvents.selfManaged().record("orders", (spec) -> spec.key(null))).path("key").isNull())
			.isTrue();
	}

	@Test
	void headerBytesAreSigned() {
		JsonNode record = only(KafkaEvents.selfManaged().record("orders", (spec) -> spec.header("name", "ë")));
		assertThat(record.path("headers")).hasToString("[{\"name\":[-61,-85]}]");
	}

	@Test
	void headersKeepOrderAndDuplicates() {
		JsonNode record = only(KafkaEvents.selfManaged()
			.record("orders", (spec) -> spec.header("a", "1").header("b", new byte[] { 2 }).rawHeader("a", 300, -200)));
		assertThat(record.path("headers")).hasToString("[{\"a\":[49]},{\"b\":[2]},{\"a\":[300,-200]}]");
	}

	@Test
	void schemaMetadataIsWritten() {
		JsonNode record = only(KafkaEvents.msk()
			.record("orders", (spec) -> spec.keySchemaMetadata("1", "AVRO").valueSchemaMetadata("2", "PROTOBUF")));
		assertThat(record.path("keySchemaMetadata")).hasToString("{\"schemaId\":\"1\",\"dataFormat\":\"AVRO\"}");
		assertThat(record.path("valueSchemaMetadata")).hasToString("{\"schemaId\":\"2\",\"dataFormat\":\"PROTOBUF\"}");
	}

	@Test
	void fieldsCanBeBent() {
		JsonNode record = only(KafkaEvents.selfManaged()
			.record("orders", (spec) -> spec.field("partition", "0").field("value", "%%%").without("offset")));
		assertThat(record.path("partition").isString()).isTrue();
		assertThat(record.path("value").asString()).isEqualTo("%%%");
		assertThat(record.has("offset")).isFalse();
	}

	@Test
	void envelopeCanBeBent() {
		assertThat(KafkaEvents.selfManaged().without("eventSource").without("bootstrapServers").toJson())
			.isEqualTo("{\"records\":{}}");
		assertThat(KafkaEvents.selfManaged().without("bootstrapServers").field("records", 1).toJson())
			.isEqualTo("{\"eventSource\":\"SelfManagedKafka\",\"records\":1}");
	}

	@Test
	void consumerRecordsBecomeTheSameEvent() {
		RecordHeaders headers = new RecordHeaders();
		headers.add("h", new byte[] { -61 });
		ConsumerRecord<byte[], byte[]> consumed = new ConsumerRecord<>("orders", 3, 1042, 5L,
				TimestampType.LOG_APPEND_TIME, 1, 1, bytes("k"), bytes("v"), headers, Optional.empty());
		List<ConsumerRecord<byte[], byte[]>> list = List.of(consumed);
		ConsumerRecords<byte[], byte[]> records = new ConsumerRecords<>(Map.of(new TopicPartition("orders", 3), list),
				Map.of());
		String expected = KafkaEvents.selfManaged()
			.record("orders",
					(record) -> record.partition(3)
						.offset(1042)
						.timestamp(Instant.ofEpochMilli(5))
						.timestampType("LOG_APPEND_TIME")
						.key("k")
						.value("v")
						.rawHeader("h", -61))
			.toJson();
		assertThat(parse(KafkaEvents.selfManaged().records(records))).isEqualTo(JsonMapper.shared().readTree(expected));
		assertThat(parse(KafkaEvents.selfManaged().records(list))).isEqualTo(JsonMapper.shared().readTree(expected));
	}

	@Test
	void streamHasTheSameBytes() {
		KafkaEvents event = KafkaEvents.selfManaged().record("orders", "a");
		assertThat(event.toInputStream()).hasBinaryContent(event.toBytes());
	}

	@Test
	void typeOfAwsHasAllFields() {
		KafkaEvent event = KafkaEvents.msk()
			.eventSourceArn("arn:aws:kafka:x")
			.bootstrapServers("b-1:9092", "b-2:9092")
			.record("orders",
					(record) -> record.partition(3)
						.offset(1L << 40)
						.timestamp(Instant.ofEpochMilli(1596480920837L))
						.timestampType("LOG_APPEND_TIME")
						.key("k")
						.value("v")
						.keySchemaMetadata("1", "AVRO")
						.valueSchemaMetadata("2", "PROTOBUF"))
			.toKafkaEvent();
		assertThat(event.getEventSource()).isEqualTo("aws:kafka");
		assertThat(event.getEventSourceArn()).isEqualTo("arn:aws:kafka:x");
		assertThat(event.getBootstrapServers()).isEqualTo("b-1:9092,b-2:9092");
		assertThat(event.getRecords()).containsExactly(Map.entry("orders-3",
				List.of(KafkaEventRecord.builder()
					.withTopic("orders")
					.withPartition(3)
					.withOffset(1L << 40)
					.withTimestamp(1596480920837L)
					.withTimestampType("LOG_APPEND_TIME")
					.withKey("aw==")
					.withValue("dg==")
					.withHeaders(List.of())
					.withKeySchemaMetadata(new SchemaMetadata("1", "AVRO"))
					.withValueSchemaMetadata(new SchemaMetadata("2", "PROTOBUF"))
					.build())));
	}

	@Test
	void typeOfAwsHasSignedHeaderBytes() {
		List<Map<String, byte[]>> headers = aws((spec) -> spec.header("name", "ë").header("name", "e")).getHeaders();
		assertThat(headers).extracting((header) -> header.get("name"))
			.containsExactly(new byte[] { -61, -85 }, new byte[] { 101 });
	}

	@Test
	void typeOfAwsHasNullForWhatIsNullOrAbsent() {
		assertThat(aws((spec) -> spec.key(null).value(null))).extracting("key", "value").containsOnlyNulls();
		assertThat(aws((spec) -> spec.absentValue().without("headers"))).extracting("key", "value", "headers")
			.containsOnlyNulls();
		assertThat(KafkaEvents.selfManaged().toKafkaEvent().getEventSourceArn()).isNull();
	}

	@Test
	void typeOfAwsDoesNotHoldWhatIsBentTooFar() {
		KafkaEvents event = KafkaEvents.selfManaged().record("orders", (spec) -> spec.rawHeader("name", 300));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(event::toKafkaEvent);
	}

	private static KafkaEventRecord aws(Consumer<KafkaRecordSpec> record) {
		return KafkaEvents.selfManaged().record("orders", record).toKafkaEvent().getRecords().get("orders-0").get(0);
	}

	private static JsonNode only(KafkaEvents events) {
		return only("orders-0", events);
	}

	private static JsonNode only(String recordsKey, KafkaEvents events) {
		return parse(events).path("records").path(recordsKey).path(0);
	}

	private static JsonNode published(String file) {
		return JsonMapper.shared().readTree(KafkaEventsTests.class.getResourceAsStream("/events/" + file));
	}

	private static JsonNode parse(KafkaEvents events) {
		return JsonMapper.shared().readTree(events.toInputStream());
	}

	private static String decoded(JsonNode record, String field) {
		return new String(Base64.getDecoder().decode(record.path(field).asString()), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private record Order(int orderId) {

	}

}
