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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Specifies a record of {@link KafkaEvents}. By default, it is a tombstone in partition 0
 * at the next offset, without key and headers.
 */
public final class KafkaRecordSpec {

	private static final long TIMESTAMP = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

	private final String topic;

	private final JsonMapper jsonMapper;

	private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

	private final List<Map<String, int[]>> headers = new ArrayList<>();

	private int partition;

	private @Nullable Long offset;

	private @Nullable String recordsKey;

	KafkaRecordSpec(String topic, JsonMapper jsonMapper) {
		this.topic = topic;
		this.jsonMapper = jsonMapper;
		this.fields.put("timestamp", TIMESTAMP);
		this.fields.put("timestampType", "CREATE_TIME");
		this.fields.put("value", null);
		this.fields.put("headers", this.headers);
	}

	static KafkaRecordSpec of(ConsumerRecord<byte[], byte[]> record) {
		KafkaRecordSpec spec = new KafkaRecordSpec(record.topic(), JsonMapper.shared());
		spec.partition(record.partition()).offset(record.offset());
		spec.field("timestamp", record.timestamp()).field("timestampType", record.timestampType().name());
		if (record.key() != null) {
			spec.key(record.key());
		}
		spec.value(record.value());
		for (Header header : record.headers()) {
			spec.header(header);
		}
		return spec;
	}

	/**
	 * Sets the partition.
	 * @param partition the partition, from 0
	 * @return this
	 */
	public KafkaRecordSpec partition(int partition) {
		this.partition = partition;
		return this;
	}

	/**
	 * Sets the offset. Later records of the same topic-partition continue from it.
	 * @param offset the offset
	 * @return this
	 */
	public KafkaRecordSpec offset(long offset) {
		this.offset = offset;
		return this;
	}

	/**
	 * Sets the timestamp.
	 * @param timestamp the timestamp, which the event contains in milliseconds
	 * @return this
	 */
	public KafkaRecordSpec timestamp(Instant timestamp) {
		return field("timestamp", timestamp.toEpochMilli());
	}

	/**
	 * Sets the timestamp's type.
	 * @param timestampType {@code CREATE_TIME} or {@code LOG_APPEND_TIME}
	 * @return this
	 */
	public KafkaRecordSpec timestampType(String timestampType) {
		return field("timestampType", timestampType);
	}

	/**
	 * Sets the key. By default, the field is absent.
	 * @param key bytes, a string or a UUID that is written as UTF-8, or an object that is
	 * written as JSON; {@code null} for {@code "key": null}
	 * @return this
	 */
	public KafkaRecordSpec key(@Nullable Object key) {
		return field("key", encode((key instanceof UUID) ? key.toString() : key));
	}

	/**
	 * Sets the value.
	 * @param value bytes, a string that is written as UTF-8, or an object that is written
	 * as JSON; {@code null} for a {@link #tombstone()}
	 * @return this
	 */
	public KafkaRecordSpec value(@Nullable Object value) {
		return field("value", encode(value));
	}

	/**
	 * Makes the record a tombstone with {@code "value": null}, one of the two ways in
	 * which Lambda sends them.
	 * @return this
	 */
	public KafkaRecordSpec tombstone() {
		return field("value", null);
	}

	/**
	 * Makes the record a tombstone without a field {@code value}, the other of the two
	 * ways.
	 * @return this
	 */
	public KafkaRecordSpec absentValue() {
		return without("value");
	}

	/**
	 * Adds a header, also if there is one with the same name.
	 * @param name the name
	 * @param value the value, written as UTF-8
	 * @return this
	 */
	public KafkaRecordSpec header(String name, String value) {
		return header(name, bytes(value));
	}

	/**
	 * Adds a header, also if there is one with the same name.
	 * @param name the name
	 * @param value the value's bytes, written as Lambda does: as signed numbers
	 * @return this
	 */
	public KafkaRecordSpec header(String name, byte[] value) {
		return rawHeader(name, IntStream.range(0, value.length).map((index) -> value[index]).toArray());
	}

	/**
	 * Adds a header as an array of numbers, which may be outside the range of a byte.
	 * @param name the name
	 * @param numbers the numbers, written as they are
	 * @return this
	 */
	public KafkaRecordSpec rawHeader(String name, int... numbers) {
		this.headers.add(Map.of(name, numbers));
		return this;
	}

	private void header(Header header) {
		byte[] value = header.value();
		if (value != null) {
			header(header.key(), value);
		}
		else {
			this.headers.add(Collections.singletonMap(header.key(), null));
		}
	}

	/**
	 * Adds the schema registry's metadata of the key.
	 * @param schemaId the schema's id
	 * @param dataFormat {@code AVRO}, {@code PROTOBUF} or {@code JSON}
	 * @return this
	 */
	public KafkaRecordSpec keySchemaMetadata(String schemaId, String dataFormat) {
		return field("keySchemaMetadata", schemaMetadata(schemaId, dataFormat));
	}

	/**
	 * Adds the schema registry's metadata of the value.
	 * @param schemaId the schema's id
	 * @param dataFormat {@code AVRO}, {@code PROTOBUF} or {@code JSON}
	 * @return this
	 */
	public KafkaRecordSpec valueSchemaMetadata(String schemaId, String dataFormat) {
		return field("valueSchemaMetadata", schemaMetadata(schemaId, dataFormat));
	}

	private static Map<String, String> schemaMetadata(String schemaId, String dataFormat) {
		Map<String, String> metadata = new LinkedHashMap<>();
		metadata.put("schemaId", schemaId);
		metadata.put("dataFormat", dataFormat);
		return metadata;
	}

	/**
	 * Sets the key of the {@code records} map, which is {@code <topic>-<partition>} by
	 * default.
	 * @param recordsKey the key
	 * @return this
	 */
	public KafkaRecordSpec recordsKey(String recordsKey) {
		this.recordsKey = recordsKey;
		return this;
	}

	/**
	 * Sets any field of the record's JSON without validation, such as a partition as a
	 * string, a value that is not base64, or an unknown field.
	 * @param name the field's name
	 * @param raw the value to write as JSON, without any encoding
	 * @return this
	 */
	public KafkaRecordSpec field(String name, @Nullable Object raw) {
		this.fields.put(name, raw);
		return this;
	}

	/**
	 * Leaves out a field, for records that Lambda should not send.
	 * @param name the field's name
	 * @return this
	 */
	public KafkaRecordSpec without(String name) {
		return field(name, Absent.FIELD);
	}

	String topic() {
		return this.topic;
	}

	int partition() {
		return this.partition;
	}

	EventRecord toEventRecord(LongUnaryOperator offsets) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("topic", this.topic);
		json.put("partition", this.partition);
		json.put("offset", offsets.applyAsLong((this.offset != null) ? this.offset : -1));
		json.putAll(this.fields);
		json.values().removeIf(Absent.FIELD::equals);
		String key = (this.recordsKey != null) ? this.recordsKey : this.topic + "-" + this.partition;
		return new EventRecord(key, JsonMapper.shared().writeValueAsBytes(json));
	}

	private @Nullable String encode(@Nullable Object value) {
		return (value != null) ? Base64.getEncoder().encodeToString(bytes(value)) : null;
	}

	private byte[] bytes(Object value) {
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		return (value instanceof String text) ? text.getBytes(StandardCharsets.UTF_8)
				: this.jsonMapper.writeValueAsBytes(value);
	}

	private enum Absent {

		FIELD

	}

}
