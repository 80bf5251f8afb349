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

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.kafka.support.serializer.JacksonJsonDeserializer;
import org.springframework.kafka.support.serializer.JacksonJsonSerializer;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.kafka.KafkaKey;
import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.sender.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class KafkaSerializersTests {

	private static final UUID ID = UUID.fromString("d9e4c1a2-0000-4000-8000-000000000001");

	private static final byte[] UUID_BYTES = ID.toString().getBytes(StandardCharsets.UTF_8);

	private final List<MessageSendEvent> sent = Collections.synchronizedList(new ArrayList<>());

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, KafkaAutoConfiguration.class,
				AmgiAutoConfiguration.class))
		.withBean(Channels.class)
		.withBean(MessageSend.class, () -> (event) -> {
			this.sent.add(event);
			return CompletableFuture.completedFuture(null);
		})
		.withPropertyValues("spring.amgi.on-nack=error", "spring.amgi.payload.use-kafka-serializers=true");

	@AfterEach
	void forget() {
		Vendor.instances.clear();
		Vendor.closed.set(0);
		Vendor.barrier = null;
	}

	@Test
	void deserializersReadTheirRoleAloneInEveryPosition() {
		this.contextRunner
			.withPropertyValues("spring.kafka.consumer.key-deserializer=" + IntegerDeserializer.class.getName(),
					"spring.kafka.consumer.value-deserializer=" + UUIDDeserializer.class.getName())
			.run((context) -> {
				KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
				for (String topic : List.of("uuid", "record", "list")) {
					// Four digits, which the deserializer reads as an integer.
					handle(mapping, event(topic, "1234".getBytes(), UUID_BYTES));
				}
				assertThat(context.getBean(Channels.class).received).containsExactly("825373492 " + ID,
						"825373492 " + ID, ID.toString());
			});
	}

	@Test
	void roleWithoutDeserializerIsReadAsEver() {
		this.contextRunner
			.withPropertyValues("spring.kafka.consumer.value-deserializer=" + UUIDDeserializer.class.getName())
			.run((context) -> {
				handle(context.getBean(KafkaEventSourceMapping.class), event("uuid", "1234".getBytes(), UUID_BYTES));
				assertThat(context.getBean(Channels.class).received).containsExactly("1234 " + ID);
			});
	}

	@Test
	void vendorsDeserializerGetsTheFrameThatLambdaStripped() {
		vendors().run((context) -> {
			KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
			handle(mapping, withMetadata(event("vendor", new byte[0], new byte[] { 9 }), "258"));
			handle(mapping, withMetadata(event("vendor", new byte[0], new byte[] { 9 }), ID.toString()));
			handle(mapping, event("vendor", new byte[0], new byte[] { 9 }));
			assertThat(context.getBean(Channels.class).received).containsExactly("000000010209",
					"0300d9e4c1a200004000800000000000000109", "09");
		});
	}

	@Test
	void jsonOfTheMappingGetsNoFrame() {
		vendors().withPropertyValues("spring.amgi.payload.event-record-format=json").run((context) -> {
			handle(context.getBean(KafkaEventSourceMapping.class),
					withMetadata(event("vendor", new byte[0], new byte[] { 9 }), "258"));
			assertThat(context.getBean(Channels.class).received).containsExactly("09");
		});
	}

	@Test
	void instancesAreConfiguredUsedByOneThreadAtATimeAndClosedWithTheContext() {
		Vendor.barrier = new CyclicBarrier(2);
		vendors().withPropertyValues("spring.kafka.properties[vendor.setting]=set").run((context) -> {
			handle(context.getBean(KafkaEventSourceMapping.class),
					event("vendor", new byte[0], new byte[] { 9 }).record("vendor", 1, 1)
						.recordWith("value", Written.base64(new byte[] { 8 })));
			assertThat(Vendor.instances).hasSize(2);
			assertThat(Vendor.settings).contains("set");
		});
		assertThat(Vendor.closed).hasValue(2);
	}

	@Test
	void headersAreACopyAndErrorHandlingDeserializersFailTheRecord() {
		this.contextRunner
			.withPropertyValues("spring.kafka.consumer.value-deserializer=" + ErrorHandlingDeserializer.class.getName(),
					"spring.kafka.consumer.properties[spring.deserializer.value.delegate.class]="
							+ UUIDDeserializer.class.getName())
			.run((context) -> {
				KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
				assertNacked(mapping, event("uuid", "1".getBytes(), "secret".getBytes()),
						"expected UUID but ErrorHandlingDeserializer refused the bytes");
				// A sender cannot forge a failure.
				handle(mapping,
						event("uuid", "1".getBytes(), UUID_BYTES).header("springDeserializerExceptionValue", 1));
				assertThat(context.getBean(Channels.class).received).containsExactly("1 " + ID);
			});
	}

	@Test
	void springsJsonGoesByTypeHeadersAndTrustedPackages() {
		ApplicationContextRunner json = this.contextRunner.withPropertyValues(
				"spring.kafka.consumer.value-deserializer=" + JacksonJsonDeserializer.class.getName(),
				"spring.kafka.producer.value-serializer=" + JacksonJsonSerializer.class.getName());
		EventJson event = event("typed", "1".getBytes(), "{\"id\":\"a\"}".getBytes()).recordWith("headers",
				List.of(Map.of("__TypeId__", signed(Typed.class.getName()))));
		json.withPropertyValues("spring.kafka.consumer.properties[spring.json.trusted.packages]=io.amgi.payload")
			.run((context) -> {
				handle(context.getBean(KafkaEventSourceMapping.class), event);
				assertThat(context.getBean(Channels.class).received).containsExactly("Typed[id=a]");
				assertThat(this.sent).singleElement().satisfies((sent) -> {
					assertThat(sent.payload()).asString().isEqualTo("{\"id\":\"b\"}");
					assertThat(sent.headers()).extracting(MessageHeader::name).containsExactly("own", "__TypeId__");
				});
			});
		json.withPropertyValues("spring.kafka.consumer.properties[spring.json.trusted.packages]=other")
			.run((context) -> assertNacked(context.getBean(KafkaEventSourceMapping.class), event,
					"expected bytes for JacksonJsonDeserializer, which threw"));
	}

	@Test
	void serializersWriteTheirRoleTextIncluded() {
		this.contextRunner
			.withPropertyValues("spring.kafka.producer.key-serializer=" + UUIDSerializer.class.getName(),
					"spring.kafka.producer.value-serializer=" + Shouting.class.getName())
			.run((context) -> handle(context.getBean(KafkaEventSourceMapping.class),
					event("send", new byte[0], new byte[0])));
		assertThat(this.sent).singleElement().satisfies((sent) -> {
			assertThat(sent.payload()).asString().isEqualTo("TEXT to target");
			assertThat(sent.bindings().get("kafka").get("key")).isEqualTo(UUID_BYTES);
		});
	}

	@Test
	void failuresSayWhichDeserializerAndNeverQuoteTheBytes() {
		this.contextRunner
			.withPropertyValues("spring.kafka.consumer.value-deserializer=" + UUIDDeserializer.class.getName())
			.run((context) -> {
				assertNacked(context.getBean(KafkaEventSourceMapping.class),
						event("uuid", "1".getBytes(), "secret".getBytes()),
						"expected bytes for UUIDDeserializer, which threw SerializationException");
				assertNacked(context.getBean(KafkaEventSourceMapping.class), event("typed", "1".getBytes(), UUID_BYTES),
						"expected KafkaSerializersTests.Typed but UUIDDeserializer returned UUID");
			});
	}

	@Test
	void registryOfAVendorThatIsAwayDoesNotCompleteRecords() {
		this.contextRunner.withPropertyValues("spring.kafka.consumer.value-deserializer=" + Away.class.getName())
			.run((context) -> assertThatExceptionOfType(NackException.class)
				.isThrownBy(() -> handle(context.getBean(KafkaEventSourceMapping.class),
						event("uuid", "1".getBytes(), UUID_BYTES)))
				.satisfies((ex) -> assertThat(ex.getNacks()).singleElement()
					.satisfies((nack) -> assertThat(nack.isUndecided()).isTrue())));
	}

	@Test
	void startFailsWhereNoneIsSet() {
		this.contextRunner.run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.rootCause()
			.hasMessage(
					"'spring.amgi.payload.use-kafka-serializers' is true, but no deserializer and no serializer is set"));
	}

	@Test
	void noneIsUsedUnlessAskedFor() {
		this.contextRunner
			.withPropertyValues("spring.amgi.payload.use-kafka-serializers=false",
					"spring.kafka.consumer.value-deserializer=" + UUIDDeserializer.class.getName())
			.run((context) -> assertThat(context).doesNotHaveBean(KafkaSerializerConverter.class));
	}

	private ApplicationContextRunner vendors() {
		return this.contextRunner
			.withPropertyValues("spring.kafka.consumer.value-deserializer=" + Vendor.class.getName());
	}

	private static void handle(KafkaEventSourceMapping mapping, EventJson event) {
		mapping.handle(event.stream(), null);
	}

	private static void assertNacked(KafkaEventSourceMapping mapping, EventJson event, String problem) {
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> mapping.handle(event.stream(), null))
			.satisfies((ex) -> assertThat(ex.getNacks()).singleElement()
				.satisfies((nack) -> assertThat(nack.message()).contains(problem).doesNotContain("secret"))
				.satisfies((nack) -> assertThat(nack.isUndecided()).isFalse()));
	}

	private static EventJson event(String topic, byte[] key, byte[] value) {
		return EventJson.event()
			.record(topic, 0, 1)
			.recordWith("key", Written.base64(key))
			.recordWith("value", Written.base64(value));
	}

	private static EventJson withMetadata(EventJson event, String id) {
		return event.recordWith("valueSchemaMetadata", Map.of("schemaId", id, "dataFormat", "AVRO"));
	}

	private static int[] signed(String text) {
		return text.chars().toArray();
	}

	record Typed(String id) {

	}

	static class Vendor implements Deserializer<String> {

		static final Set<Vendor> instances = Collections.synchronizedSet(new HashSet<>());

		static final Set<Object> settings = Collections.synchronizedSet(new HashSet<>());

		static final AtomicInteger closed = new AtomicInteger();

		static volatile CyclicBarrier barrier;

		@Override
		public void configure(Map<String, ?> configs, boolean isKey) {
			settings.add(String.valueOf(configs.get("vendor.setting")));
			assertThat(isKey).isFalse();
		}

		@Override
		public String deserialize(String topic, byte[] data) {
			instances.add(this);
			try {
				if (barrier != null) {
					barrier.await(1, TimeUnit.MINUTES);
				}
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			return HexFormat.of().formatHex(data);
		}

		@Override
		public void close() {
			closed.incrementAndGet();
		}

	}

	static class Away implements Deserializer<UUID> {

		@Override
		public UUID deserialize(String topic, byte[] data) {
			throw new UncheckedIOException(new ConnectException("refused"));
		}

	}

	static class Shouting implements Serializer<String> {

		@Override
		public byte[] serialize(String topic, String data) {
			return (data.toUpperCase() + " to " + topic).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public byte[] serialize(String topic, Headers headers, String data) {
			return serialize(topic, data);
		}

	}

	static class Channels {

		final List<String> received = Collections.synchronizedList(new ArrayList<>());

		@AmgiChannel("uuid")
		void uuid(UUID id, @KafkaKey Integer key) {
			this.received.add(key + " " + id);
		}

		@AmgiChannel("record")
		void record(ConsumerRecord<Integer, UUID> record) {
			this.received.add(record.key() + " " + record.value());
		}

		@AmgiChannel(value = "list", batch = true)
		void list(List<UUID> ids) {
			ids.forEach((id) -> this.received.add(id.toString()));
		}

		@AmgiChannel("vendor")
		void vendor(String text) {
			this.received.add(text);
		}

		@AmgiChannel("typed")
		OutboundMessage typed(Typed typed) {
			this.received.add(typed.toString());
			return OutboundMessage.to("target").payload(new Typed("b")).header("own", "header");
		}

		@AmgiChannel("send")
		OutboundMessage send(byte[] payload) {
			return OutboundMessage.to("target").key(ID).payload("text");
		}

	}

}
