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

package io.amgi.test.mapping;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.protobuf.StringValue;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.payload.SchemaDefinition;
import io.amgi.payload.SchemaFormat;
import io.amgi.payload.SchemaId;
import io.amgi.payload.SchemaSource;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadFormatsMappingTests {

	private static final Schema ORDER = new Schema.Parser()
		.parse("{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}");

	private static final byte[] FRAME = { 0, 0, 0, 0, 7 };

	private final Recorded recorded = new Recorded();

	@Test
	void avroIsReadWithAndWithoutARegistry() throws IOException {
		byte[] value = concat(FRAME, avro("a"));
		assertThat(deliver(AvroChannels.class, null, value)).containsExactly("a");
		assertThat(deliver(AvroChannels.class, RegistryRecordFormat.source((id) -> "AVRO"), value))
			.containsExactly("a");
	}

	@Test
	void protobufIsReadWithAndWithoutARegistry() {
		byte[] value = concat(FRAME, concat(new byte[] { 0 }, StringValue.of("a").toByteArray()));
		assertThat(deliver(ProtobufChannels.class, null, value)).containsExactly("a");
		assertThat(deliver(ProtobufChannels.class, RegistryRecordFormat.source((id) -> "PROTOBUF"), value))
			.containsExactly("a");
	}

	@Test
	void jsonIsReadWithAndWithoutARegistryAndInPlaceOfAvro() throws IOException {
		byte[] value = concat(FRAME, "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(deliver(JsonChannels.class, null, value)).containsExactly("a");
		assertThat(deliver(JsonChannels.class, RegistryRecordFormat.source((id) -> "JSON"), value))
			.containsExactly("a");
		assertThat(deliver(JsonChannels.class,
				RegistryRecordFormat.json((id) -> "AVRO", (id, body) -> json(body).getBytes(StandardCharsets.UTF_8)),
				concat(FRAME, avro("a"))))
			.containsExactly("a");
	}

	private List<String> deliver(Class<? extends Channels> channels, @Nullable RegistryRecordFormat registry,
			byte[] value) {
		List<String> received = new CopyOnWriteArrayList<>();
		TestKafka kafka = TestKafka.topic(1).send(0, new String(value, StandardCharsets.UTF_8));
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class))
			.withPropertyValues("spring.amgi.on-nack=error", "topic=" + kafka.topic())
			.withBean(SchemaSource.class, OneSchema::new)
			.withBean(channels)
			.run((context) -> {
				KafkaEventSourceMapping application = context.getBean(KafkaEventSourceMapping.class);
				try (LocalEventSourceMapping mapping = mapping(kafka, registry).listener(this.recorded)
					.function((event) -> {
						application.handle(new ByteArrayInputStream(event), null);
						return new byte[0];
					})
					.start()) {
					Awaitility.await()
						.atMost(Duration.ofMinutes(1))
						.untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(1));
				}
				received.addAll(context.getBean(Channels.class).received);
			});
		return received;
	}

	private static LocalEventSourceMapping.Builder mapping(TestKafka kafka, @Nullable RegistryRecordFormat registry) {
		return kafka.mapping((settings) -> {
			if (registry != null) {
				settings.schemaRegistry(registry);
			}
		});
	}

	private static byte[] avro(String id) throws IOException {
		GenericData.Record order = new GenericData.Record(ORDER);
		order.put("id", id);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
		new GenericDatumWriter<GenericRecord>(ORDER).write(order, encoder);
		encoder.flush();
		return bytes.toByteArray();
	}

	private static String json(byte[] body) throws IOException {
		return new GenericDatumReader<GenericRecord>(ORDER).read(null, DecoderFactory.get().binaryDecoder(body, null))
			.toString();
	}

	private static byte[] concat(byte[] first, byte[] second) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(first);
		bytes.writeBytes(second);
		return bytes.toByteArray();
	}

	static class OneSchema implements SchemaSource {

		@Override
		public boolean supports(SchemaId id) {
			return true;
		}

		@Override
		public SchemaDefinition find(SchemaId id) {
			return new SchemaDefinition(SchemaFormat.AVRO, ORDER.toString(), List.of());
		}

	}

	record Json(String id) {

	}

	abstract static class Channels {

		final List<String> received = new CopyOnWriteArrayList<>();

	}

	static class AvroChannels extends Channels {

		@AmgiChannel("${topic}")
		void placed(GenericRecord order) {
			this.received.add(order.get("id").toString());
		}

	}

	static class ProtobufChannels extends Channels {

		@AmgiChannel("${topic}")
		void placed(StringValue order) {
			this.received.add(order.getValue());
		}

	}

	static class JsonChannels extends Channels {

		@AmgiChannel("${topic}")
		void placed(Json order) {
			this.received.add(order.id());
		}

	}

}
