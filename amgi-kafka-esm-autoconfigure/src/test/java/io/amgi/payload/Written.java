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
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Values as producers write them, framed by hand.
 */
final class Written {

	static final Schema ORDER = new Schema.Parser().parse("""
			{"type":"record","name":"Placed","namespace":"io.amgi.payload","fields":[
				{"name":"amount","type":"int"},
				{"name":"dropped","type":{"type":"array","items":"string"}},
				{"name":"id","type":"string"}]}
			""");

	private Written() {
	}

	static byte[] order(String id, int amount) {
		return avro(ORDER, record(ORDER, Map.of("amount", amount, "dropped", List.of("a"), "id", id)));
	}

	static GenericData.Record record(Schema schema, Map<String, Object> values) {
		GenericData.Record record = new GenericData.Record(schema);
		values.forEach(record::put);
		return record;
	}

	static byte[] avro(Schema schema, Object value) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
			new GenericDatumWriter<>(schema).write(value, encoder);
			encoder.flush();
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static byte[] confluent(int id, byte[] body) {
		return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
	}

	static byte[] glue(UUID id, int compression, byte[] body) {
		return ByteBuffer.allocate(18 + body.length)
			.put((byte) 3)
			.put((byte) compression)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.put(body)
			.array();
	}

	static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
