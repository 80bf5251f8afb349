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

package io.amgi.esm.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;

/**
 * Decodes the records of one event, one after another. Absent and {@code null} members
 * are the same: tombstones arrive both ways.
 */
final class KafkaRecordDecoder {

	private static final long ABSENT = -1;

	private static final int HEADER_BYTES = 128;

	private final JsonReader parser;

	private final ByteArrayBuilder headerBytes = new ByteArrayBuilder(HEADER_BYTES);

	private final List<MessageHeader> headersSoFar = new ArrayList<>();

	private @Nullable String topic;

	private @Nullable Integer partition;

	private long offset;

	private @Nullable Long timestamp;

	private @Nullable String timestampType;

	private List<MessageHeader> headers = List.of();

	private byte @Nullable [] key;

	private byte @Nullable [] value;

	private @Nullable Map<String, String> keySchemaMetadata;

	private @Nullable Map<String, String> valueSchemaMetadata;

	private @Nullable String defect;

	private int defects;

	private Map<String, String> undecoded = Map.of();

	KafkaRecordDecoder(JsonReader parser) {
		this.parser = parser;
	}

	KafkaRecord decode(String recordsKey) {
		this.parser.expect(JsonToken.OBJECT, "a record to be an object");
		reset();
		for (String name = this.parser.nextMember(); name != null; name = this.parser.nextMember()) {
			decodeMember(name);
		}
		if (this.offset < 0) {
			throw this.parser.invalid("'offset' to be an integer from 0 on");
		}
		if (this.topic == null) {
			defect("'topic' is missing");
		}
		if (this.partition == null) {
			defect("'partition' is missing");
		}
		return new KafkaRecord(recordsKey, this.topic, this.partition, this.offset, this.timestamp, this.timestampType,
				this.headers, this.key, this.value, this.keySchemaMetadata, this.valueSchemaMetadata, this.defect,
				this.undecoded);
	}

	private void reset() {
		this.topic = null;
		this.partition = null;
		this.offset = ABSENT;
		this.timestamp = null;
		this.timestampType = null;
		this.headers = List.of();
		this.key = null;
		this.value = null;
		this.keySchemaMetadata = null;
		this.valueSchemaMetadata = null;
		this.defect = null;
		this.undecoded = Map.of();
	}

	private void decodeMember(String name) {
		switch (name) {
			case "topic" -> this.topic = text(name);
			case "partition" -> this.partition = partition();
			case "offset" -> this.offset = this.parser.at(JsonToken.INTEGER) ? this.parser.integer() : ABSENT;
			case "timestamp" -> this.timestamp = integer(name);
			case "timestampType" -> this.timestampType = text(name);
			case "headers" -> this.headers = headers();
			case "key" -> this.key = bytes(name);
			case "value" -> this.value = bytes(name);
			case "keySchemaMetadata" -> this.keySchemaMetadata = schemaMetadata(name);
			case "valueSchemaMetadata" -> this.valueSchemaMetadata = schemaMetadata(name);
			default -> {
				// Skipped below, like what is of an unexpected kind.
			}
		}
		this.parser.skipValue();
	}

	private @Nullable String text(String name) {
		return expect(JsonToken.STRING, name, "a string") ? this.parser.text() : null;
	}

	private @Nullable Long integer(String name) {
		return expect(JsonToken.INTEGER, name, "an integer") ? this.parser.integer() : null;
	}

	// Old events have the partition as a string.
	private @Nullable Integer partition() {
		long partition = ABSENT;
		if (this.parser.at(JsonToken.STRING)) {
			partition = partition(this.parser.text());
		}
		else if (this.parser.at(JsonToken.INTEGER)) {
			partition = this.parser.integer();
		}
		if (partition >= 0 && partition <= Integer.MAX_VALUE) {
			return (int) partition;
		}
		defect("partition", "an integer of 32 bits from 0 on");
		return null;
	}

	// Avoids the exceptions of the JDK's parser, because an event may have very many
	// invalid numbers.
	private static long partition(String text) {
		int sign = (!text.isEmpty() && "+-".indexOf(text.charAt(0)) >= 0) ? 1 : 0;
		long partition = (text.length() > sign) ? 0 : ABSENT;
		for (int i = sign; i < text.length() && partition >= 0; i++) {
			int digit = Character.digit(text.charAt(i), 10);
			partition = (digit < 0) ? ABSENT : Math.min(10 * partition + digit, Integer.MAX_VALUE + 1L);
		}
		return (text.startsWith("-") && partition != 0) ? ABSENT : partition;
	}

	private byte @Nullable [] bytes(String name) {
		if (!expect(JsonToken.STRING, name, "a base64 string")) {
			if (!this.parser.at(JsonToken.NULL)) {
				undecoded(name, "");
			}
			return null;
		}
		byte[] bytes = this.parser.base64();
		if (bytes == null) {
			defect(name, "base64");
			undecoded(name, this.parser.undecoded());
		}
		return bytes;
	}

	private void undecoded(String name, String text) {
		if (this.undecoded.isEmpty()) {
			this.undecoded = new TreeMap<>();
		}
		this.undecoded.put(name, text);
	}

	private List<MessageHeader> headers() {
		if (!expect(JsonToken.ARRAY, "headers", "an array")) {
			return List.of();
		}
		this.headersSoFar.clear();
		while (this.parser.nextElement()) {
			if (expect(JsonToken.OBJECT, "headers", "an array of objects")) {
				addHeaders();
			}
			this.parser.skipValue();
		}
		return List.copyOf(this.headersSoFar);
	}

	private void addHeaders() {
		for (String name = this.parser.nextMember(); name != null; name = this.parser.nextMember()) {
			int defects = this.defects;
			byte @Nullable [] value = headerValue();
			if (this.defects == defects) {
				this.headersSoFar.add(new MessageHeader(name, value));
			}
		}
	}

	// AWS does not document the format of a header whose value is null in Kafka.
	private byte @Nullable [] headerValue() {
		this.headerBytes.clear();
		boolean present = expect(JsonToken.ARRAY, "headers", "arrays of bytes");
		if (present) {
			this.parser.byteElements(this.headerBytes);
			while (this.parser.nextElement()) {
				this.headerBytes.add(signedByte());
				this.parser.byteElements(this.headerBytes);
			}
		}
		this.parser.skipValue();
		return present ? this.headerBytes.toByteArray() : null;
	}

	private int signedByte() {
		long element = this.parser.at(JsonToken.INTEGER) ? this.parser.integer() : Long.MAX_VALUE;
		if (element < Byte.MIN_VALUE || element > Byte.MAX_VALUE) {
			defect("expected 'headers' to hold bytes from -128 to 127");
			this.parser.skipValue();
			return 0;
		}
		return (int) element;
	}

	private @Nullable Map<String, String> schemaMetadata(String name) {
		if (!expect(JsonToken.OBJECT, name, "an object")) {
			return null;
		}
		Map<String, String> metadata = new LinkedHashMap<>();
		for (String member = this.parser.nextMember(); member != null; member = this.parser.nextMember()) {
			if (this.parser.at(JsonToken.STRING)) {
				metadata.put(member, this.parser.text());
			}
			this.parser.skipValue();
		}
		return metadata;
	}

	// A token that is neither of the given kind nor null is a defect.
	private boolean expect(JsonToken kind, String name, String description) {
		if (this.parser.at(kind)) {
			return true;
		}
		if (!this.parser.at(JsonToken.NULL)) {
			defect(name, description);
		}
		return false;
	}

	private void defect(String name, String description) {
		if (this.defect == null) {
			defect("expected '" + name + "' to be " + description);
		}
		else {
			this.defects++;
		}
	}

	// Keeps only the first defect, because an event may have millions.
	private void defect(String defect) {
		this.defects++;
		if (this.defect == null) {
			this.defect = "Couldn't decode record: " + defect;
		}
	}

}
