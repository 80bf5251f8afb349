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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.apicurio.registry.resolver.ParsedSchemaImpl;
import io.apicurio.registry.resolver.SchemaLookupResult;
import io.apicurio.registry.resolver.SchemaParser;
import io.apicurio.registry.resolver.SchemaResolver;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.data.Record;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.resolver.strategy.ArtifactReferenceResolverStrategy;
import io.apicurio.registry.serde.Legacy8ByteIdHandler;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.AvroSchemaParser;
import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bytes that Apicurio's own serializer writes.
 */
class ApicurioTests {

	private static final GenericRecord ORDER = Written.record(Written.ORDER,
			Map.of("amount", 3, "dropped", List.of("a"), "id", "a"));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class))
		.withBean(SchemaSource.class, PayloadSamples::schemas)
		.withBean(Channels.class)
		.withPropertyValues("spring.amgi.on-nack=error");

	@Test
	void frameOfFourBytesIsRead() {
		assertRead(event(Map.of(), new RecordHeaders()));
	}

	@Test
	void idInHeadersIsRead() {
		RecordHeaders headers = new RecordHeaders();
		EventJson event = event(Map.of("apicurio.registry.headers.enabled", true), headers);
		assertThat(headers).extracting("key").contains("apicurio.value.contentId");
		assertRead(event);
	}

	@Test
	void frameOfEightBytesIsAnErrorByName() {
		EventJson event = event(Map.of("apicurio.registry.id-handler", Legacy8ByteIdHandler.class.getName()),
				new RecordHeaders());
		this.contextRunner.run((context) -> assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null))
			.withMessageContaining("Apicurio's Legacy8ByteIdHandler"));
	}

	private void assertRead(EventJson event) {
		this.contextRunner.run((context) -> {
			context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null);
			assertThat(context.getBean(Channels.class).received).containsExactly("a 3 null NEW");
		});
	}

	private static EventJson event(Map<String, Object> properties, RecordHeaders headers) {
		Map<String, Object> config = new HashMap<>(properties);
		config.put("apicurio.registry.url", "http://localhost:1");
		try (AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>(new OneSchema())) {
			serializer.configure(config, false);
			byte[] value = serializer.serialize("orders", headers, ORDER);
			return EventJson.event()
				.record("orders", 0, 1)
				.recordWith("value", Written.base64(value))
				.recordWith("headers", headers(headers));
		}
	}

	private static List<Map<String, int[]>> headers(Headers headers) {
		List<Map<String, int[]>> list = new ArrayList<>();
		headers.forEach((header) -> {
			int[] value = new int[header.value().length];
			for (int i = 0; i < value.length; i++) {
				value[i] = header.value()[i];
			}
			list.add(Map.of(header.key(), value));
		});
		return list;
	}

	static class OneSchema implements SchemaResolver<Schema, GenericRecord> {

		@Override
		public void setClientFacade(RegistryClientFacade facade) {
		}

		@Override
		public void setArtifactResolverStrategy(ArtifactReferenceResolverStrategy<Schema, GenericRecord> strategy) {
		}

		@Override
		public SchemaParser<Schema, GenericRecord> getSchemaParser() {
			return new AvroSchemaParser<>(new DefaultAvroDatumProvider<>());
		}

		@Override
		public SchemaLookupResult<Schema> resolveSchema(Record<GenericRecord> data) {
			return result();
		}

		@Override
		public SchemaLookupResult<Schema> resolveSchemaByArtifactReference(ArtifactReference reference) {
			return result();
		}

		private static SchemaLookupResult<Schema> result() {
			return SchemaLookupResult.<Schema>builder()
				.parsedSchema(new ParsedSchemaImpl<Schema>().setParsedSchema(Written.ORDER)
					.setRawSchema(Written.ORDER.toString().getBytes()))
				.contentId(7)
				.globalId(70)
				.build();
		}

		@Override
		public void reset() {
		}

		@Override
		public void close() {
		}

	}

	static class Channels {

		final List<String> received = new ArrayList<>();

		@AmgiChannel("orders")
		void placed(Placed order) {
			this.received.add(order.text());
		}

	}

}
