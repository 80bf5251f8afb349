package io.amgi.esm.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

import io.amgi.protocol.MessageHeader;

/**
 * Decodes the records of one event, one after another. Absent and {@code null} members
 * are the same: tombstones arrive both ways.
 */
final class JacksonKafkaRecordDecoder {

	private final JacksonEventParser parser;

	private @Nullable String topic;

	private @Nullable Integer partition;

	private @Nullable Long offset;

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

	JacksonKafkaRecordDecoder(JacksonEventParser parser) {
		this.parser = parser;
	}

	KafkaRecord decode(String recordsKey) {
		this.parser.expect(JsonToken.START_OBJECT, "a record to be an object");
		reset();
		for (String name = this.parser.nextMember(); name != null; name = this.parser.nextMember()) {
			decodeMember(name);
		}
		if (this.offset == null || this.offset < 0) {
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
		this.offset = null;
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
			case "offset" -> this.offset = this.parser.integer();
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
		return expect(JsonToken.VALUE_STRING, name, "a string") ? this.parser.text() : null;
	}

	private @Nullable Long integer(String name) {
		Long integer = this.parser.integer();
		if (integer == null && !this.parser.at(JsonToken.VALUE_NULL)) {
			defect("expected '%s' to be an integer".formatted(name));
		}
		return integer;
	}

	// Old events have the partition as a string.
	private @Nullable Integer partition() {
		try {
			Long integer = this.parser.at(JsonToken.VALUE_STRING) ? Long.valueOf(this.parser.text())
					: this.parser.integer();
			if (integer != null && integer >= 0 && integer <= Integer.MAX_VALUE) {
				return integer.intValue();
			}
		}
		catch (NumberFormatException ex) {
			// The same as any other value that is no partition.
		}
		defect("expected 'partition' to be an integer of 32 bits from 0 on");
		return null;
	}

	private byte @Nullable [] bytes(String name) {
		if (expect(JsonToken.VALUE_STRING, name, "a base64 string")) {
			try {
				return Base64.getDecoder().decode(this.parser.text().getBytes(StandardCharsets.UTF_8));
			}
			catch (IllegalArgumentException ex) {
				defect("expected '%s' to be base64".formatted(name));
				undecoded(name, this.parser.text());
			}
		}
		else if (!this.parser.at(JsonToken.VALUE_NULL)) {
			undecoded(name, "");
		}
		return null;
	}

	private void undecoded(String name, String text) {
		this.undecoded = new TreeMap<>(this.undecoded);
		this.undecoded.put(name, text);
	}

	private List<MessageHeader> headers() {
		if (!expect(JsonToken.START_ARRAY, "headers", "an array")) {
			return List.of();
		}
		List<MessageHeader> headers = new ArrayList<>();
		while (this.parser.nextElement()) {
			if (expect(JsonToken.START_OBJECT, "headers", "an array of objects")) {
				addHeaders(headers);
			}
			this.parser.skipValue();
		}
		return headers;
	}

	private void addHeaders(List<MessageHeader> headers) {
		for (String name = this.parser.nextMember(); name != null; name = this.parser.nextMember()) {
			int defects = this.defects;
			byte[] value = headerValue();
			if (this.defects == defects) {
				headers.add(new MessageHeader(name, value));
			}
		}
	}

	private byte[] headerValue() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		if (expect(JsonToken.START_ARRAY, "headers", "arrays of bytes")) {
			while (this.parser.nextElement()) {
				bytes.write(signedByte());
			}
		}
		this.parser.skipValue();
		return bytes.toByteArray();
	}

	private int signedByte() {
		Long integer = this.parser.integer();
		if (integer == null || integer < Byte.MIN_VALUE || integer > Byte.MAX_VALUE) {
			defect("expected 'headers' to hold bytes from -128 to 127");
			this.parser.skipValue();
			return 0;
		}
		return integer.intValue();
	}

	private @Nullable Map<String, String> schemaMetadata(String name) {
		if (!expect(JsonToken.START_OBJECT, name, "an object")) {
			return null;
		}
		Map<String, String> metadata = new LinkedHashMap<>();
		for (String member = this.parser.nextMember(); member != null; member = this.parser.nextMember()) {
			if (this.parser.at(JsonToken.VALUE_STRING)) {
				metadata.put(member, this.parser.text());
			}
			this.parser.skipValue();
		}
		return metadata;
	}

	// What is neither of that kind nor null is a defect.
	private boolean expect(JsonToken token, String name, String kind) {
		if (this.parser.at(token)) {
			return true;
		}
		if (!this.parser.at(JsonToken.VALUE_NULL)) {
			defect("expected '%s' to be %s".formatted(name, kind));
		}
		return false;
	}

	// Of several defects the first one is kept.
	private void defect(String defect) {
		this.defects++;
		if (this.defect == null) {
			this.defect = "Couldn't decode record: " + defect;
		}
	}

}
