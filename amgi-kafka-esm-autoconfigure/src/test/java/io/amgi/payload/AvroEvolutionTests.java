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

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.MessageHeaders;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.PayloadMessage;
import io.amgi.handler.PayloadSchema;
import io.amgi.protocol.AmgiVersions;
import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageScope;
import io.amgi.sender.PayloadRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AvroEvolutionTests {

	private final TestRegistry registry = new TestRegistry();

	@AfterEach
	void close() {
		this.registry.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					same            | "id":"string"; "count":"long"; "note":["null","string"]         | {"id":"a","count":3,"note":{"string":"n"}}
					field added     | "id":"string"; "count":"long"                                   | {"id":"a","count":3}
					field removed   | "id":"string"; "count":"long"; "gone":{"type":"map","values":"int"} | {"id":"a","count":3,"gone":{"x":1}}
					renamed         | "id":"string"; "amount":"long"                                  | {"id":"a","amount":3}
					promoted        | "id":"bytes"; "count":"int"                                     | {"id":"a","count":3}
					reordered       | "count":"int"; "id":"string"                                    | {"count":3,"id":"a"}
					union widened   | "id":"string"; "count":["int","long"]; "note":"string"          | {"id":"a","count":{"int":3},"note":"n"}
					union narrowed  | "id":"string"; "count":"long"; "note":["null","string","int"]   | {"id":"a","count":3,"note":{"string":"n"}}
					other branch    | "id":"string"; "count":"long"; "note":["null","string","int"]   | {"id":"a","count":3,"note":{"int":1}}
					symbol known    | "id":"string"; "count":"long"; "state":{"type":"enum","name":"State","symbols":["OTHER","NEW"]} | {"id":"a","count":3,"state":"NEW"}
					symbol added    | "id":"string"; "count":"long"; "state":{"type":"enum","name":"State","symbols":["NEW","SOLD"]} | {"id":"a","count":3,"state":"SOLD"}
					no default      | "count":"long"                                                  | {"count":3}
					demoted         | "id":"string"; "count":"double"                                 | {"id":"a","count":3.5}
					""")
	void evolvedValueIsWhatAvroMakesOfIt(String change, String fields, String json) throws IOException {
		Schema writer = new Schema.Parser()
			.parse("{\"type\":\"record\",\"name\":\"Placed\",\"namespace\":\"io.amgi.payload\",\"fields\":["
					+ Stream.of(fields.split(";"))
						.map((field) -> field.split(":", 2))
						.map((field) -> "{\"name\":%s,\"type\":%s}".formatted(field[0], field[1]))
						.collect(Collectors.joining(","))
					+ "]}");
		GenericRecord value = new GenericDatumReader<GenericRecord>(writer).read(null,
				DecoderFactory.get().jsonDecoder(writer, json));
		byte[] body = Written.avro(writer, value);
		this.registry.schema(7, writer);
		Object expected = expected(writer, body);
		AvroMessageConverter converter = converter();
		for (PayloadMessage message : List.of(new Framed(PayloadRole.VALUE, Written.confluent(7, body)),
				new Framed(PayloadRole.KEY, Written.confluent(7, body)))) {
			if (expected == null) {
				assertThatExceptionOfType(ChannelArgumentException.class)
					.isThrownBy(() -> converter.fromMessage(message, Placed.class));
			}
			else {
				assertThat(converter.fromMessage(message, Placed.class)).hasToString(expected.toString());
			}
		}
	}

	// Decodes with Avro alone. Null if the schemas do not resolve.
	private static Object expected(Schema writer, byte[] body) throws IOException {
		SpecificData trusting = new SpecificData() {

			@Override
			public Class<?> getClass(Schema schema) {
				return schema.getFullName().equals(Placed.class.getName()) ? Placed.class : null;
			}

		};
		try {
			return new SpecificDatumReader<>(writer, Placed.SCHEMA$, trusting).read(null,
					DecoderFactory.get().binaryDecoder(body, null));
		}
		catch (AvroRuntimeException ex) {
			return null;
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void randomValuesOfRandomSchemasAreReadAsTheyWereWritten(long seed) {
		Random random = new Random(seed);
		AvroMessageConverter converter = converter();
		for (int i = 1; i <= 100; i++) {
			Schema schema = randomRecord(random, 0, new int[1]);
			this.registry.schema(i, schema);
			Object value = new RandomData(schema, 1, random.nextLong()).iterator().next();
			byte[] body = Written.avro(schema, value);
			Object read = converter.fromMessage(new Framed(PayloadRole.VALUE, Written.confluent(i, body)),
					GenericRecord.class);
			assertThat(Written.avro(schema, read)).isEqualTo(body);
		}
	}

	private static Schema randomRecord(Random random, int depth, int[] names) {
		SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("R" + names[0]++).fields();
		int count = 1 + random.nextInt(6);
		for (int i = 0; i < count; i++) {
			fields = fields.name("f" + i).type(randomSchema(random, depth + 1, names)).noDefault();
		}
		return fields.endRecord();
	}

	private static Schema randomSchema(Random random, int depth, int[] names) {
		return switch (random.nextInt((depth < 4) ? 14 : 9)) {
			case 0 -> Schema.create(Schema.Type.NULL);
			case 1 -> Schema.create(Schema.Type.BOOLEAN);
			case 2 -> Schema.create(Schema.Type.INT);
			case 3 -> Schema.create(Schema.Type.LONG);
			case 4 -> Schema.create(Schema.Type.FLOAT);
			case 5 -> Schema.create(Schema.Type.DOUBLE);
			case 6 -> Schema.create(Schema.Type.STRING);
			case 7 -> Schema.create(Schema.Type.BYTES);
			case 8 -> Schema.createFixed("F" + names[0]++, null, null, 1 + random.nextInt(20));
			case 9 -> Schema.createEnum("E" + names[0]++, null, null, List.of("A", "B", "C"));
			case 10 -> Schema.createArray(randomSchema(random, depth + 1, names));
			case 11 -> randomRecord(random, depth, names);
			default -> union(random, depth, names);
		};
	}

	private static Schema union(Random random, int depth, int[] names) {
		List<Schema> types = new ArrayList<>(List.of(Schema.create(Schema.Type.NULL)));
		Schema other = randomSchema(random, depth + 1, names);
		if (other.getType() != Schema.Type.NULL && !other.isUnion()) {
			types.add(other);
		}
		return Schema.createUnion(types);
	}

	private AvroMessageConverter converter() {
		ConfluentSchemaRegistry source = new ConfluentSchemaRegistry(List.of(URI.create(this.registry.url())),
				new RegistryCredentials(null, null, null), () -> null, Duration.ofSeconds(20));
		return new AvroMessageConverter(new WriterSchemas(List.of(source), source, null, "none"),
				new EventRecords(EventRecordFormat.AUTO, "format"));
	}

	record Framed(PayloadRole role, byte[] getPayload) implements PayloadMessage {

		@Override
		public MessageHeaders getHeaders() {
			return new MessageHeaders(Map.of());
		}

		@Override
		public String topic() {
			return "orders";
		}

		@Override
		public PayloadSchema schema() {
			return null;
		}

		@Override
		public List<MessageHeader> messageHeaders() {
			return List.of();
		}

		@Override
		public MessageScope scope() {
			return new MessageScope(AmgiVersions.V1_0, "orders", Map.of(), Map.of());
		}

	}

}
