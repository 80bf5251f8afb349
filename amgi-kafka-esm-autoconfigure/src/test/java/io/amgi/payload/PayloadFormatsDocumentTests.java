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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.google.protobuf.StringValue;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests each row of the documentation's table of payload formats with exactly the
 * dependencies and settings that it names.
 */
class PayloadFormatsDocumentTests {

	private static final UUID GLUE_ID = UUID.fromString("d9e4c1a2-0000-4000-8000-000000000001");

	@ParameterizedTest
	@MethodSource("rows")
	void rowIsTrue(Row row) {
		try (TestRegistry registry = new TestRegistry().schema(7, Written.ORDER)) {
			ApplicationContextRunner runner = new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class))
				.withPropertyValues("spring.amgi.on-nack=error")
				.withPropertyValues(row.properties(registry))
				.withClassLoader(new FilteredClassLoader(row.absentLibraries()))
				.withBean(row.channels());
			if (row.add().contains("awssdk:glue")) {
				runner = runner.withBean(GlueClient.class, StubGlue::new);
			}
			runner.run((context) -> {
				context.getBean(KafkaEventSourceMapping.class).handle(row.event().stream(), null);
				assertThat(context.getBean(Channels.class).received).containsExactly(row.expected());
			});
		}
	}

	@Test
	void tableHasEachCombination() throws IOException {
		assertThat(rows()).extracting((row) -> row.mapping() + " " + row.registry() + " " + row.format())
			.doesNotHaveDuplicates()
			.contains("none Confluent's API Avro", "none AWS Glue Avro", "SOURCE Confluent's API Avro",
					"SOURCE AWS Glue Protobuf", "JSON any any")
			.hasSize(17);
	}

	static Stream<Row> rows() throws IOException {
		return Files.readAllLines(Path.of("..", "docs", "payload-formats.md"))
			.stream()
			.filter((line) -> line.matches("\\| (none|SOURCE|JSON) \\|.*"))
			.map((line) -> Stream.of(line.split("\\|")).map(String::strip).toList())
			.map((cells) -> new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(5), cells.get(6)));
	}

	record Row(String mapping, String registry, String format, String add, String set) {

		boolean isVendors() {
			return this.add.contains("vendor");
		}

		boolean isAvro() {
			return this.format.equals("Avro") || this.format.equals("any") && !this.mapping.equals("JSON");
		}

		String[] properties(TestRegistry registry) {
			List<String> properties = new ArrayList<>();
			if (this.set.contains("urls")) {
				properties.add("spring.amgi.schema-registry.urls=" + registry.url());
			}
			if (this.set.contains("use-kafka-serializers")) {
				properties.add("spring.amgi.payload.use-kafka-serializers=true");
				properties.add("spring.kafka.consumer.value-deserializer=" + Vendor.class.getName());
			}
			return properties.toArray(String[]::new);
		}

		String[] absentLibraries() {
			List<String> absent = new ArrayList<>();
			if (!this.add.contains("`avro`")) {
				absent.add("org.apache.avro");
			}
			if (!this.add.contains("protobuf-java")) {
				absent.add("com.google.protobuf");
			}
			if (!this.add.contains("awssdk:glue")) {
				absent.add("software.amazon.awssdk");
			}
			return absent.toArray(String[]::new);
		}

		Class<? extends Channels> channels() {
			if (isVendors()) {
				return VendorChannels.class;
			}
			if (this.format.equals("Avro")) {
				return AvroChannels.class;
			}
			return this.format.equals("Protobuf") ? ProtobufChannels.class : JsonChannels.class;
		}

		String[] expected() {
			if (isVendors()) {
				return new String[] { HexFormat.of().formatHex(Written.confluent(7, body())) };
			}
			return this.format.equals("Avro") ? new String[] { "a 3 null NEW", "a" } : new String[] { "a" };
		}

		EventJson event() {
			EventJson event = EventJson.event();
			record(event, "orders");
			if (this.format.equals("Avro")) {
				record(event, "generic");
			}
			return event;
		}

		private void record(EventJson event, String topic) {
			boolean framed = this.mapping.equals("none") && !this.registry.equals("none");
			boolean glue = this.registry.equals("AWS Glue");
			byte[] body = body();
			byte[] value = framed ? (glue ? Written.glue(GLUE_ID, 0, body) : Written.confluent(7, body)) : body;
			event.record(topic, 0, 1).recordWith("value", Written.base64(value));
			if (!this.mapping.equals("none")) {
				event.recordWith("valueSchemaMetadata", Map.of("schemaId", glue ? GLUE_ID.toString() : "7",
						"dataFormat", isAvro() ? "AVRO" : this.format.equals("Protobuf") ? "PROTOBUF" : "JSON"));
			}
		}

		private byte[] body() {
			if (isAvro()) {
				return Written.order("a", 3);
			}
			if (!this.format.equals("Protobuf")) {
				return "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8);
			}
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			if (!this.registry.equals("none")) {
				body.write(0);
			}
			body.writeBytes(StringValue.of("a").toByteArray());
			return body.toByteArray();
		}

		@Override
		public String toString() {
			return this.mapping + ", " + this.registry + ", " + this.format;
		}

	}

	static class Vendor implements Deserializer<String> {

		@Override
		public String deserialize(String topic, byte[] data) {
			return HexFormat.of().formatHex(data);
		}

	}

	static class StubGlue implements GlueClient {

		@Override
		public GetSchemaVersionResponse getSchemaVersion(GetSchemaVersionRequest request) {
			return GetSchemaVersionResponse.builder()
				.schemaDefinition(Written.ORDER.toString())
				.dataFormat(DataFormat.AVRO)
				.build();
		}

		@Override
		public String serviceName() {
			return "glue";
		}

		@Override
		public void close() {
		}

	}

	record Json(String id) {

	}

	abstract static class Channels {

		final List<String> received = new ArrayList<>();

	}

	static class AvroChannels extends Channels {

		@AmgiChannel("orders")
		void placed(Placed order) {
			synchronized (this.received) {
				this.received.add(0, order.text());
			}
		}

		@AmgiChannel("generic")
		void placed(GenericRecord order) {
			synchronized (this.received) {
				this.received.add(order.get("id").toString());
			}
		}

	}

	static class ProtobufChannels extends Channels {

		@AmgiChannel("orders")
		void placed(StringValue order) {
			this.received.add(order.getValue());
		}

	}

	static class JsonChannels extends Channels {

		@AmgiChannel("orders")
		void placed(Json order) {
			this.received.add(order.id());
		}

	}

	static class VendorChannels extends Channels {

		@AmgiChannel("orders")
		void placed(String order) {
			this.received.add(order);
		}

	}

}
