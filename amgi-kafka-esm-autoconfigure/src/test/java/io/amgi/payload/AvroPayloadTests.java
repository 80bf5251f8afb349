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

package io.amgi.payload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.DeflaterOutputStream;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.SendTo;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.kafka.KafkaKey;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AvroPayloadTests {

	private static final UUID GLUE_ID = UUID.fromString("d9e4c1a2-0000-4000-8000-000000000001");

	private static final String READ = "a 3 null NEW";

	private final TestRegistry registry = new TestRegistry().schema(7, Written.ORDER);

	private final List<MessageSendEvent> sent = new ArrayList<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class))
		.withBean(Channels.class)
		.withBean(MessageSend.class, () -> (event) -> {
			this.sent.add(event);
			return CompletableFuture.completedFuture(null);
		})
		.withPropertyValues("spring.amgi.on-nack=error", "spring.amgi.schema-registry.urls=" + this.registry.url());

	@AfterEach
	void close() {
		this.registry.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "payload", "optional", "message", "record", "list", "messages", "records", "key",
			"key-optional", "key-record" })
	void framedValueIsResolvedAgainstTheReadersSchemaInEveryPosition(String topic) {
		byte[] framed = Written.confluent(7, Written.order("a", 3));
		assertRead(event(topic, framed), READ);
		assertThat(this.registry.requests()).containsExactly("GET /schemas/ids/7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "payload", "record", "key", "key-record" })
	void valueWithoutFrameIsReadByTheEventsSchema(String topic) {
		assertRead(withMetadata(event(topic, Written.order("a", 3)), "7", "AVRO"), READ);
	}

	@Test
	void genericRecordIsReadAsItWasWritten() {
		assertRead(event("generic", Written.confluent(7, Written.order("a", 3))),
				"{\"amount\": 3, \"dropped\": [\"a\"], \"id\": \"a\"}");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 5 })
	void gluesFrameIsReadWithAndWithoutCompression(int compression) throws IOException {
		byte[] body = Written.order("a", 3);
		byte[] framed = Written.glue(GLUE_ID, compression, (compression == 5) ? deflate(body) : body);
		this.contextRunner.withBean(SchemaSource.class, GlueSource::new)
			.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class),
					context.getBean(Channels.class), event("payload", framed)))
				.containsExactly(READ));
	}

	@ParameterizedTest
	@CsvSource({ "__value_schema_id, 0000000007", "apicurio.value.contentId, 0000000000000007" })
	void idIsReadFromHeaders(String name, String hex) {
		byte[] id = HexFormat.of().parseHex(hex);
		assertRead(withHeader(event("payload", Written.order("a", 3)), name, id), READ);
	}

	@Test
	void schemaOnTheClassPathNeedsNoRegistry() {
		assertRead(event("payload", Written.confluent(424242, Written.order("a", 3))), READ);
		assertThat(this.registry.requests()).isEmpty();
	}

	@Test
	void malformedFramesAndBodiesAreErrorsByName() {
		Map<String, String> problems = Map.ofEntries(
				Map.entry("00", "expected a schema's id of 4 bytes behind the magic byte 0 but found 0"),
				Map.entry("000000", "expected a schema's id of 4 bytes behind the magic byte 0 but found 2"),
				Map.entry("00FFFFFFFF00", "expected a positive id of a schema behind the magic byte 0"),
				Map.entry("0000000000", "expected a positive id of a schema behind the magic byte 0"),
				Map.entry("000000000000000007060261", "Default4ByteIdHandler"),
				Map.entry("0300D9E4", "expected a schema's UUID of 16 bytes behind the header version 3 but found 2"),
				Map.entry("0305D9E4C1A2000040008000000000000001FFFF", "expected zlib data behind the schema's UUID"),
				Map.entry("060261", "expected a schema's id in front of the bytes, in a header or in the event"),
				Map.entry("000000000706",
						"expected Placed, written with the schema 7 and nothing else, but: EOFException"),
				Map.entry("000000000706010261", "expected Placed, written with the schema 7"),
				Map.entry("0000000007060202610002610C", "there are more bytes"),
				Map.entry("00000000070680FEFFFFFF0F", "expected Placed, written with the schema 7"),
				Map.entry("0000000008060261", "expected the schema 8, which no registry has"));
		this.contextRunner.run((context) -> problems
			.forEach((hex, problem) -> assertNacked(context.getBean(KafkaEventSourceMapping.class),
					event("payload", HexFormat.of().parseHex(hex)), problem)));
	}

	@Test
	void malformedIdsInTheEventAreErrorsByName() {
		this.contextRunner.run((context) -> {
			for (String id : List.of("-7", "0", "99999999999", "no-number", "d9e4c1a2-xxxx-4000-8000-000000000001")) {
				assertNacked(context.getBean(KafkaEventSourceMapping.class),
						withMetadata(event("payload", Written.order("a", 3)), id, "AVRO"), "a positive number");
			}
		});
	}

	@Test
	void framedValueInSpiteOfMetadataIsAnErrorByName() {
		assertNacked(withMetadata(event("payload", Written.confluent(7, Written.order("a", 3))), "7", "AVRO"),
				"expected no schema's id in front of the bytes, since the event has the schema's metadata");
	}

	@Test
	void otherFormatIsAnErrorByName() {
		assertNacked(withMetadata(event("payload", new byte[0]), "7", "PROTOBUF"), "expected Placed of format AVRO");
		this.registry.schema(9, "PROTOBUF", "syntax = \"proto3\";");
		assertNacked(event("payload", Written.confluent(9, new byte[0])),
				"expected a schema of format AVRO but 9 is of format PROTOBUF");
	}

	@Test
	void jsonInPlaceOfAvroIsAnErrorThatNamesTheProperty() {
		assertNacked(withMetadata(event("payload", "{\"id\":\"a\"}".getBytes()), "7", "AVRO"),
				"set 'spring.amgi.payload.event-record-format=json'");
	}

	@Test
	void jsonOfTheMappingIsReadByOtherTypes() {
		assertRead(withMetadata(event("json", "{\"id\":\"a\"}".getBytes()), "7", "AVRO"), "a");
	}

	@Test
	void framedJsonIsReadByOtherTypes() throws IOException {
		assertRead(event("json", Written.confluent(3, "{\"id\":\"a\"}".getBytes())), "a");
		assertRead(event("json", Written.glue(GLUE_ID, 5, deflate("{\"id\":\"a\"}".getBytes()))), "a");
	}

	@Test
	void compressedBombIsBounded() throws IOException {
		byte[] bomb = Written.glue(GLUE_ID, 5, deflate(new byte[64 * 1024 * 1024]));
		assertNacked(event("payload", bomb), "expected at most 16 MB of uncompressed data");
	}

	@Test
	void collectionsWithoutBytesAreBounded() {
		Schema nulls = new Schema.Parser().parse("""
				{"type":"record","name":"Nulls","fields":[{"name":"all","type":{"type":"array","items":"null"}}]}
				""");
		this.registry.schema(10, nulls);
		byte[] body = { (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 0 };
		assertNacked(event("generic", Written.confluent(10, body)), "expected GenericRecord");
		assertNacked(event("payload", Written.confluent(10, body)), "expected Placed");
	}

	@Test
	void deepRecursionFailsItsRecordAlone() {
		Schema list = new Schema.Parser().parse("""
				{"type":"record","name":"Node","fields":[{"name":"next","type":["null","Node"]}]}
				""");
		this.registry.schema(11, list);
		byte[] body = new byte[1_000_000];
		Arrays.fill(body, (byte) 2);
		assertNacked(event("generic", Written.confluent(11, body)), "StackOverflowError");
	}

	@Test
	void returnedRecordAndItsKeyAreFramedWithTheIdsOfTheirSubjects() {
		this.registry.subject("replies-value", 21).subject("replies-key", 22);
		this.contextRunner.run((context) -> {
			handle(context.getBean(KafkaEventSourceMapping.class), context.getBean(Channels.class),
					event("reply", new byte[0]));
			handle(context.getBean(KafkaEventSourceMapping.class), context.getBean(Channels.class),
					event("send", new byte[0]));
		});
		byte[] body = Written.avro(Placed.SCHEMA$, new Placed("b", 4));
		assertThat(this.sent.get(0).payload()).isEqualTo(Written.confluent(21, body));
		assertThat(this.sent.get(1).payload()).isEqualTo(Written.confluent(21, body));
		assertThat(this.sent.get(1).bindings().get("kafka").get("key")).isEqualTo(Written.confluent(22, body));
		assertThat(this.registry.requests()).containsExactly("POST /subjects/replies-value",
				"POST /subjects/replies-key");
	}

	@Test
	void subjectsAreNamedByABean() {
		this.registry.subject("io.amgi.payload.Placed", 23);
		this.contextRunner.withBean(SubjectNameStrategy.class, SubjectNameStrategy::recordName)
			.run((context) -> handle(context.getBean(KafkaEventSourceMapping.class), context.getBean(Channels.class),
					event("reply", new byte[0])));
		assertThat(ByteBuffer.wrap(this.sent.get(0).payload(), 1, 4).getInt()).isEqualTo(23);
	}

	@Test
	void schemaThatIsNotRegisteredFailsTheMessage() {
		assertNacked(event("reply", new byte[0]), "the subject 'replies-value' does not have this schema");
	}

	@Test
	void registryThatIsAwayDoesNotCompleteRecordsThatSend() {
		this.registry.always((exchange) -> TestRegistry.send(exchange, 503, ""));
		assertNotCompleted(event("reply", new byte[0]));
	}

	@Test
	void registryThatIsAwayDoesNotCompleteRecords() {
		this.registry.always((exchange) -> TestRegistry.send(exchange, 503, ""));
		assertNotCompleted(event("payload", Written.confluent(7, Written.order("a", 3))));
		assertNotCompleted(event("list", Written.confluent(7, Written.order("a", 3))));
		assertNotCompleted(event("key", Written.confluent(7, Written.order("a", 3))));
	}

	@Test
	void badRecordFailsAlone() {
		EventJson event = event("payload", Written.confluent(7, new byte[0])).record("payload", 0, 2)
			.recordWith("value", Written.base64(Written.confluent(7, Written.order("a", 3))));
		this.contextRunner.run((context) -> {
			assertThatExceptionOfType(NackException.class)
				.isThrownBy(() -> context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null))
				.satisfies((ex) -> assertThat(ex.getNacks()).hasSize(1));
			assertThat(context.getBean(Channels.class).received).containsExactly(READ);
		});
	}

	@Test
	void manyInventedIdsLeadToFewRequestsAndDoNotCompleteTheRest() {
		EventJson event = EventJson.event();
		for (int i = 0; i < 10_000; i++) {
			event.record("payload", 0, i)
				.recordWith("value", Written.base64(Written.confluent(1_000 + i, new byte[0])));
		}
		this.registry.always((exchange) -> TestRegistry.send(exchange, 404, ""));
		this.contextRunner.run((context) -> assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null))
			.satisfies((ex) -> assertThat(ex.getNacks())
				.filteredOn((nack) -> nack.cause() instanceof NotCompletedException)
				.hasSize(10_000 - SchemaLookups.MAX_PER_BATCH)));
		assertThat(this.registry.requests()).hasSize(2 * SchemaLookups.MAX_PER_BATCH);
	}

	@Test
	void recordsOfThreeSchemasNeedThreeRequests() {
		this.registry.schema(1, Written.ORDER).schema(2, Written.ORDER).schema(3, Written.ORDER);
		EventJson event = EventJson.event();
		for (int i = 0; i < 3_400; i++) {
			event.record("payload", i % 8, i)
				.recordWith("value", Written.base64(Written.confluent(1 + i % 3, Written.order("a", 3))));
		}
		this.contextRunner.run((context) -> {
			KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
			mapping.handle(event.stream(), null);
			mapping.handle(event.stream(), null);
			assertThat(context.getBean(Channels.class).received).hasSize(6_800).containsOnly(READ);
		});
		assertThat(this.registry.requests()).hasSize(3);
	}

	@Test
	void idThatNoSourceServesIsAnErrorByName() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("software.amazon.awssdk"))
			.run((context) -> assertNacked(context.getBean(KafkaEventSourceMapping.class),
					event("payload", Written.glue(GLUE_ID, 0, new byte[0])),
					"expected a source for the schema %s, which is AWS Glue's: set 'spring.amgi.schema-registry.urls', or add 'software.amazon.awssdk:glue'"
						.formatted(GLUE_ID)));
	}

	@Test
	void nothingIsLoadedWhereAvroIsAbsent() {
		this.contextRunner
			.withClassLoader(
					new FilteredClassLoader("org.apache.avro", "com.google.protobuf", "software.amazon.awssdk"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("amgiAvroChannelConfigurer")
				.doesNotHaveBean("amgiProtobufChannelConfigurer")
				.doesNotHaveBean("amgiGlueSchemaRegistry"));
	}

	private void assertRead(EventJson event, String text) {
		this.contextRunner.run((context) -> assertThat(
				handle(context.getBean(KafkaEventSourceMapping.class), context.getBean(Channels.class), event))
			.containsExactly(text));
	}

	private static List<String> handle(KafkaEventSourceMapping mapping, Channels channels, EventJson event) {
		mapping.handle(event.stream(), null);
		return channels.received;
	}

	private void assertNacked(EventJson event, String problem) {
		this.contextRunner
			.run((context) -> assertNacked(context.getBean(KafkaEventSourceMapping.class), event, problem));
	}

	private static void assertNacked(KafkaEventSourceMapping mapping, EventJson event, String problem) {
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> mapping.handle(event.stream(), null))
			.satisfies((ex) -> assertThat(ex.getNacks()).singleElement()
				.satisfies((nack) -> assertThat(nack.message()).contains(problem))
				.satisfies((nack) -> assertThat(nack.isUndecided()).isFalse()));
	}

	private void assertNotCompleted(EventJson event) {
		this.contextRunner.run((context) -> assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null))
			.satisfies((ex) -> assertThat(ex.getNacks()).singleElement()
				.satisfies((nack) -> assertThat(nack.isUndecided()).isTrue())
				.satisfies((nack) -> assertThat(nack.message()).contains("answered 503"))));
	}

	private static EventJson event(String topic, byte[] bytes) {
		return EventJson.event()
			.record(topic, 0, 1)
			.recordWith("key", Written.base64(bytes))
			.recordWith("value", Written.base64(bytes));
	}

	private static EventJson withMetadata(EventJson event, String id, String format) {
		Map<String, String> metadata = Map.of("schemaId", id, "dataFormat", format);
		return event.recordWith("keySchemaMetadata", metadata).recordWith("valueSchemaMetadata", metadata);
	}

	private static EventJson withHeader(EventJson event, String name, byte[] value) {
		int[] signed = new int[value.length];
		for (int i = 0; i < value.length; i++) {
			signed[i] = value[i];
		}
		return event.header(name, signed);
	}

	private static byte[] deflate(byte[] body) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
			deflater.write(body);
		}
		return bytes.toByteArray();
	}

	static class GlueSource implements SchemaSource {

		@Override
		public boolean supports(SchemaId id) {
			return id instanceof SchemaId.Uuid;
		}

		@Override
		public SchemaDefinition find(SchemaId id) {
			return id.equals(new SchemaId.Uuid(GLUE_ID))
					? new SchemaDefinition(SchemaFormat.AVRO, Written.ORDER.toString(), List.of()) : null;
		}

	}

	record Json(String id) {

	}

	static class Channels {

		final List<String> received = Collections.synchronizedList(new ArrayList<>());

		@AmgiChannel("payload")
		void payload(Placed order) {
			this.received.add(order.text());
		}

		@AmgiChannel("generic")
		void generic(GenericRecord order) {
			this.received.add(order.toString());
		}

		@AmgiChannel("json")
		void json(Json json) {
			this.received.add(json.id());
		}

		@AmgiChannel("optional")
		void optional(Optional<Placed> order) {
			this.received.add(order.orElseThrow().text());
		}

		@AmgiChannel("message")
		void message(Message<Placed> message) {
			this.received.add(message.getPayload().text());
		}

		@AmgiChannel("record")
		void record(ConsumerRecord<byte[], Placed> record) {
			this.received.add(record.value().text());
		}

		@AmgiChannel(value = "list", batch = true)
		void list(List<Placed> orders) {
			orders.forEach((order) -> this.received.add(order.text()));
		}

		@AmgiChannel(value = "messages", batch = true)
		void messages(List<Message<Placed>> messages) {
			messages.forEach((message) -> this.received.add(message.getPayload().text()));
		}

		@AmgiChannel(value = "records", batch = true)
		void records(List<ConsumerRecord<byte[], Placed>> records) {
			records.forEach((record) -> this.received.add(record.value().text()));
		}

		@AmgiChannel("key")
		void key(@KafkaKey Placed order) {
			this.received.add(order.text());
		}

		@AmgiChannel("key-optional")
		void optionalKey(@KafkaKey Optional<Placed> order) {
			this.received.add(order.orElseThrow().text());
		}

		@AmgiChannel("key-record")
		void keyOfRecord(ConsumerRecord<Placed, byte[]> record) {
			this.received.add(record.key().text());
		}

		@AmgiChannel("reply")
		@SendTo("replies")
		Placed reply(byte[] payload) {
			return new Placed("b", 4);
		}

		@AmgiChannel("send")
		OutboundMessage send(byte[] payload) {
			return OutboundMessage.to("replies").key(new Placed("b", 4)).payload(new Placed("b", 4));
		}

	}

}
