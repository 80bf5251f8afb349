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

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.amgi.test.KafkaRecordSpec;

/**
 * The record formats of a mapping with a schema registry. [D] With {@code SOURCE}, values
 * come without the registry's frame, with {@code JSON} as JSON, and records have the
 * schema's metadata. [A] Frames of Confluent and of AWS Glue without compression are
 * supported. Tombstones pass unchanged.
 */
public final class RegistryRecordFormat implements SchemaRegistry {

	private static final int NUMBER_FRAME = 5;

	private static final int UUID_FRAME = 18;

	private final Function<String, @Nullable String> dataFormats;

	private final @Nullable JsonConverter converter;

	private final boolean keys;

	private RegistryRecordFormat(Function<String, @Nullable String> dataFormats, @Nullable JsonConverter converter,
			boolean keys) {
		this.dataFormats = dataFormats;
		this.converter = converter;
		this.keys = keys;
	}

	/**
	 * Creates a registry with the record format {@code SOURCE}.
	 * @param dataFormats the format of a schema, {@code AVRO}, {@code PROTOBUF} or
	 * {@code JSON}, by its id; {@code null} for a schema that the registry does not have
	 * @return the registry, for values
	 */
	public static RegistryRecordFormat source(Function<String, @Nullable String> dataFormats) {
		return new RegistryRecordFormat(dataFormats, null, false);
	}

	/**
	 * Creates a registry with the record format {@code JSON}.
	 * @param dataFormats the format of a schema, {@code AVRO}, {@code PROTOBUF} or
	 * {@code JSON}, by its id; {@code null} for a schema that the registry does not have
	 * @param converter converts the bytes after the frame to JSON
	 * @return the registry, for values
	 */
	public static RegistryRecordFormat json(Function<String, @Nullable String> dataFormats, JsonConverter converter) {
		return new RegistryRecordFormat(dataFormats, converter, false);
	}

	/**
	 * Creates a registry that also deserializes keys.
	 * @return the registry for keys and values
	 */
	public RegistryRecordFormat withKeys() {
		return new RegistryRecordFormat(this.dataFormats, this.converter, true);
	}

	@Override
	public ConsumerRecord<byte[], byte[]> read(ConsumerRecord<byte[], byte[]> record) throws Exception {
		Body key = (this.keys && record.key() != null) ? body(record.key()) : null;
		Body value = (record.value() != null) ? body(record.value()) : null;
		return new RegistryRecord(record, key, value);
	}

	private Body body(byte[] bytes) throws Exception {
		String id = schemaId(bytes);
		String dataFormat = this.dataFormats.apply(id);
		if (dataFormat == null) {
			throw new IllegalArgumentException("The schema registry does not have " + id);
		}
		byte[] body = Arrays.copyOfRange(bytes, (bytes[0] == 0) ? NUMBER_FRAME : UUID_FRAME, bytes.length);
		return new Body(id, dataFormat, (this.converter != null) ? this.converter.convert(id, body) : body);
	}

	private static String schemaId(byte[] bytes) {
		if (bytes.length >= NUMBER_FRAME && bytes[0] == 0) {
			return Integer.toString(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
		}
		if (bytes.length >= UUID_FRAME && bytes[0] == 3 && bytes[1] == 0) {
			ByteBuffer uuid = ByteBuffer.wrap(bytes, 2, 2 * Long.BYTES);
			return new UUID(uuid.getLong(), uuid.getLong()).toString();
		}
		throw new IllegalArgumentException("No schema's id in front of the bytes");
	}

	/**
	 * Converts the bytes after the frame to JSON.
	 */
	@FunctionalInterface
	public interface JsonConverter {

		/**
		 * Converts a key or value.
		 * @param schemaId the id of its schema
		 * @param body the bytes after the frame
		 * @return the JSON
		 * @throws Exception if it cannot be converted
		 */
		byte[] convert(String schemaId, byte[] body) throws Exception;

	}

	/**
	 * A key or value as the event contains it.
	 *
	 * @param schemaId the id of its schema
	 * @param dataFormat the format of its schema
	 * @param bytes the bytes
	 */
	private record Body(String schemaId, String dataFormat, byte[] bytes) {

	}

	/**
	 * A record with the metadata of its schemas.
	 */
	static final class RegistryRecord extends ConsumerRecord<byte[], byte[]> {

		private final @Nullable Body keyBody;

		private final @Nullable Body valueBody;

		RegistryRecord(ConsumerRecord<byte[], byte[]> record, @Nullable Body key, @Nullable Body value) {
			super(record.topic(), record.partition(), record.offset(), record.timestamp(), record.timestampType(),
					record.serializedKeySize(), record.serializedValueSize(),
					(key != null) ? key.bytes() : record.key(), (value != null) ? value.bytes() : record.value(),
					record.headers(), record.leaderEpoch());
			this.keyBody = key;
			this.valueBody = value;
		}

		void addMetadata(KafkaRecordSpec spec) {
			if (this.keyBody != null) {
				spec.keySchemaMetadata(this.keyBody.schemaId(), this.keyBody.dataFormat());
			}
			if (this.valueBody != null) {
				spec.valueSchemaMetadata(this.valueBody.schemaId(), this.valueBody.dataFormat());
			}
		}

	}

}
