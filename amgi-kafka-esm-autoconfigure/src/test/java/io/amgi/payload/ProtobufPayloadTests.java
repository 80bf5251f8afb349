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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.StringValue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.Message;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.kafka.KafkaKey;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.sender.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProtobufPayloadTests {

	private static final UUID GLUE_ID = UUID.fromString("d9e4c1a2-0000-4000-8000-000000000001");

	private static final byte[] BODY = StringValue.of("a").toByteArray();

	private final TestRegistry registry = new TestRegistry();

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
	@ValueSource(strings = { "payload", "message", "record", "list", "key", "key-record" })
	void confluentsMessageIndexesAreReadInEveryPosition(String topic) {
		this.contextRunner.run((context) -> {
			KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
			List<String> received = context.getBean(Channels.class).received;
			handle(mapping, event(topic, Written.confluent(7, body("00", BODY))));
			handle(mapping, event(topic, Written.confluent(7, body("0202", BODY))));
			handle(mapping, event(topic, Written.confluent(7, body("040204", BODY))));
			handle(mapping, withMetadata(event(topic, body("0202", BODY)), "7", "PROTOBUF"));
			assertThat(received).containsExactly("a", "a", "a", "a");
		});
		assertThat(this.registry.requests()).isEmpty();
	}

	@Test
	void gluesMessageIndexIsReadAndBareMessagesHaveNone() {
		this.contextRunner.run((context) -> {
			KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
			handle(mapping, event("payload", Written.glue(GLUE_ID, 0, body("01", BODY))));
			handle(mapping, withMetadata(event("payload", body("01", BODY)), GLUE_ID.toString(), "PROTOBUF"));
			handle(mapping, event("payload", BODY));
			assertThat(context.getBean(Channels.class).received).containsExactly("a", "a", "a");
		});
	}

	@Test
	void malformedMessagesAreErrorsByName() {
		List<String> bodies = List.of("0000000007", "000000000700FF", "0000000007000A05", "000000000780808080",
				"0000000007FFFFFFFF0F", "0000000007" + "8001" + "02".repeat(64), "FF", "0A");
		this.contextRunner
			.run((context) -> bodies.forEach((hex) -> assertNacked(context.getBean(KafkaEventSourceMapping.class),
					event("payload", HexFormat.of().parseHex(hex)), "expected StringValue in Protobuf's wire format")));
	}

	@Test
	void deepRecursionAndFramesInSpiteOfMetadataAreErrorsByName() {
		ByteArrayOutputStream deep = new ByteArrayOutputStream();
		for (int i = 0; i < 100_000; i++) {
			deep.write(0x0B);
		}
		this.contextRunner.run((context) -> {
			KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
			assertNacked(mapping, event("payload", deep.toByteArray()), "expected StringValue");
			assertNacked(mapping,
					withMetadata(event("payload", Written.confluent(7, body("00", BODY))), "7", "PROTOBUF"),
					"expected no schema's id in front of the bytes");
			assertNacked(mapping, withMetadata(event("payload", "{}".getBytes()), "7", "PROTOBUF"),
					"spring.amgi.payload.event-record-format=json");
			assertNacked(mapping, event("abstract", BODY), "expected a generated class of Protobuf");
		});
	}

	@Test
	void messagesAreSentWithTheLatestIdOfTheirSubjectAndTheirIndexes() {
		this.registry.subject("replies-value", 21).subject("replies-key", 22);
		this.contextRunner
			.run((context) -> handle(context.getBean(KafkaEventSourceMapping.class), event("send", new byte[0])));
		// DescriptorProto is the third message of its file, and has nested ones.
		byte[] range = DescriptorProto.ReservedRange.newBuilder().setStart(1).build().toByteArray();
		assertThat(this.sent.get(0).payload()).startsWith(Written.confluent(21, new byte[0])).endsWith(range);
		byte[] indexes = Arrays.copyOfRange(this.sent.get(0).payload(), 5,
				this.sent.get(0).payload().length - range.length);
		int outer = DescriptorProto.getDescriptor().getIndex();
		int inner = DescriptorProto.ReservedRange.getDescriptor().getIndex();
		assertThat(indexes).containsExactly(4, 2 * outer, 2 * inner);
		assertThat((byte[]) this.sent.get(0).bindings().get("kafka").get("key"))
			.startsWith(Written.confluent(22, new byte[0]));
	}

	private static void handle(KafkaEventSourceMapping mapping, EventJson event) {
		mapping.handle(event.stream(), null);
	}

	private static void assertNacked(KafkaEventSourceMapping mapping, EventJson event, String problem) {
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> mapping.handle(event.stream(), null))
			.satisfies((ex) -> assertThat(ex.getNacks()).singleElement()
				.satisfies((nack) -> assertThat(nack.message()).contains(problem)));
	}

	private static byte[] body(String indexes, byte[] message) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(HexFormat.of().parseHex(indexes));
		bytes.writeBytes(message);
		return bytes.toByteArray();
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

	static class Channels {

		final List<String> received = Collections.synchronizedList(new ArrayList<>());

		@AmgiChannel("payload")
		void payload(StringValue value) {
			this.received.add(value.getValue());
		}

		@AmgiChannel("abstract")
		void notGenerated(com.google.protobuf.Message value) {
			this.received.add("never");
		}

		@AmgiChannel("message")
		void message(Message<StringValue> message) {
			this.received.add(message.getPayload().getValue());
		}

		@AmgiChannel("record")
		void record(ConsumerRecord<byte[], StringValue> record) {
			this.received.add(record.value().getValue());
		}

		@AmgiChannel(value = "list", batch = true)
		void list(List<StringValue> values) {
			values.forEach((value) -> this.received.add(value.getValue()));
		}

		@AmgiChannel("key")
		void key(@KafkaKey StringValue value) {
			this.received.add(value.getValue());
		}

		@AmgiChannel("key-record")
		void keyOfRecord(ConsumerRecord<StringValue, byte[]> record) {
			this.received.add(record.key().getValue());
		}

		@AmgiChannel("send")
		OutboundMessage send(byte[] payload) {
			return OutboundMessage.to("replies")
				.key(StringValue.of("k"))
				.payload(DescriptorProto.ReservedRange.newBuilder().setStart(1).build());
		}

	}

}
