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

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.PayloadMessage;
import io.amgi.handler.PayloadSchema;
import io.amgi.protocol.MessageHeader;
import io.amgi.sender.PayloadRole;

/**
 * The bytes of a payload or key behind the frame that names their schema.
 */
final class PayloadFrame {

	static final int NUMERIC_LENGTH = 1 + Integer.BYTES;

	static final int UUID_LENGTH = 2 + 2 * Long.BYTES;

	static final int MAX_INFLATED = 16 * 1024 * 1024;

	private static final byte CONFLUENT = 0;

	private static final byte GLUE = 3;

	private static final byte UNCOMPRESSED = 0;

	private static final byte ZLIB = 5;

	private final @Nullable SchemaId id;

	private final Origin origin;

	private final byte[] bytes;

	private final int offset;

	private PayloadFrame(@Nullable SchemaId id, Origin origin, byte[] bytes, int offset) {
		this.id = id;
		this.origin = origin;
		this.bytes = bytes;
		this.offset = offset;
	}

	/**
	 * Reads the frame of a message: the event's metadata, else the id in the headers or
	 * in front of the bytes.
	 * @param message the message
	 * @return the frame, which has no id where nothing names a schema
	 * @throws ChannelArgumentException if the frame is invalid
	 */
	static PayloadFrame of(PayloadMessage message) {
		PayloadSchema schema = message.schema();
		byte[] bytes = message.getPayload();
		if (schema != null) {
			return new PayloadFrame(id(schema.id()), Origin.EVENT, bytes, 0);
		}
		SchemaId id = inHeaders(message);
		return (id != null) ? new PayloadFrame(id, Origin.HEADERS, bytes, 0) : inFront(bytes);
	}

	/**
	 * Reads the frame in front of bytes.
	 * @param bytes the bytes
	 * @return the frame, which has no id where there is none
	 * @throws ChannelArgumentException if the frame is invalid
	 */
	static PayloadFrame inFront(byte[] bytes) {
		if (bytes.length > 0 && bytes[0] == CONFLUENT) {
			return confluent(bytes);
		}
		if (bytes.length > 1 && bytes[0] == GLUE && (bytes[1] == UNCOMPRESSED || bytes[1] == ZLIB)) {
			return glue(bytes);
		}
		return new PayloadFrame(null, Origin.NONE, bytes, 0);
	}

	/**
	 * Writes the frame in front of a body.
	 * @param id the schema's id
	 * @return the frame
	 */
	static byte[] write(SchemaId id) {
		if (id instanceof SchemaId.Uuid uuid) {
			return ByteBuffer.allocate(UUID_LENGTH)
				.put(GLUE)
				.put(UNCOMPRESSED)
				.putLong(uuid.value().getMostSignificantBits())
				.putLong(uuid.value().getLeastSignificantBits())
				.array();
		}
		return ByteBuffer.allocate(NUMERIC_LENGTH).put(CONFLUENT).putInt(((SchemaId.Numeric) id).value()).array();
	}

	private static SchemaId id(String text) {
		try {
			return SchemaId.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new ChannelArgumentException(
					"expected the schema's id in the event to be a positive number of 32 bits or a UUID");
		}
	}

	private static PayloadFrame confluent(byte[] bytes) {
		if (bytes.length < NUMERIC_LENGTH) {
			throw new ChannelArgumentException("expected a schema's id of 4 bytes behind the magic byte 0 but found %d"
				.formatted(bytes.length - 1));
		}
		int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
		if (id == 0 && bytes.length >= 1 + Long.BYTES) {
			throw new ChannelArgumentException("expected a schema's id of 4 bytes but found one of 8, as Apicurio's "
					+ "Legacy8ByteIdHandler writes them: let producers use its Default4ByteIdHandler");
		}
		if (id <= 0) {
			throw new ChannelArgumentException("expected a positive id of a schema behind the magic byte 0");
		}
		return new PayloadFrame(new SchemaId.Numeric(id), Origin.FRONT, bytes, NUMERIC_LENGTH);
	}

	private static PayloadFrame glue(byte[] bytes) {
		if (bytes.length < UUID_LENGTH) {
			throw new ChannelArgumentException(
					"expected a schema's UUID of 16 bytes behind the header version 3 but found %d"
						.formatted(bytes.length - 2));
		}
		ByteBuffer uuid = ByteBuffer.wrap(bytes, 2, 2 * Long.BYTES);
		SchemaId id = new SchemaId.Uuid(new UUID(uuid.getLong(), uuid.getLong()));
		return (bytes[1] == ZLIB) ? new PayloadFrame(id, Origin.FRONT, inflate(bytes), 0)
				: new PayloadFrame(id, Origin.FRONT, bytes, UUID_LENGTH);
	}

	private static byte[] inflate(byte[] bytes) {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(bytes, UUID_LENGTH, bytes.length - UUID_LENGTH);
			return inflate(inflater, new byte[Math.max(1_024, 4 * bytes.length)]);
		}
		catch (DataFormatException ex) {
			throw new ChannelArgumentException("expected zlib data behind the schema's UUID");
		}
		finally {
			inflater.end();
		}
	}

	private static byte[] inflate(Inflater inflater, byte[] first) throws DataFormatException {
		byte[] inflated = first;
		int length = inflater.inflate(inflated);
		while (!inflater.finished()) {
			if (length < inflated.length) {
				throw new DataFormatException("truncated");
			}
			if (length >= MAX_INFLATED) {
				throw new ChannelArgumentException(
						"expected at most %d MB of uncompressed data".formatted(MAX_INFLATED / 1024 / 1024));
			}
			inflated = Arrays.copyOf(inflated, (int) Math.min(2L * inflated.length, MAX_INFLATED));
			length += inflater.inflate(inflated, length, inflated.length - length);
		}
		return Arrays.copyOf(inflated, length);
	}

	// Apicurio's serializers write the id of the content, and that of an artifact's
	// version, which its Confluent API does not know.
	private static @Nullable SchemaId inHeaders(PayloadMessage message) {
		String role = (message.role() == PayloadRole.KEY) ? "key" : "value";
		MessageHeader contentId = header(message, "apicurio." + role + ".contentId");
		MessageHeader schemaId = header(message, "__" + role + "_schema_id");
		if (contentId != null) {
			return contentId(contentId);
		}
		if (schemaId != null) {
			return confluentId(schemaId);
		}
		if (header(message, "apicurio." + role + ".globalId") != null) {
			throw new ChannelArgumentException(
					"expected the header 'apicurio.%s.contentId' but found a globalId: ".formatted(role)
							+ "let producers set 'apicurio.registry.use-id' to 'contentId'");
		}
		return null;
	}

	private static @Nullable MessageHeader header(PayloadMessage message, String name) {
		for (MessageHeader header : message.messageHeaders()) {
			if (header.name().equals(name)) {
				return header;
			}
		}
		return null;
	}

	private static SchemaId contentId(MessageHeader header) {
		byte[] value = header.value();
		long id = (value != null && value.length == Long.BYTES) ? ByteBuffer.wrap(value).getLong() : -1;
		if (id <= 0 || id > Integer.MAX_VALUE) {
			throw new ChannelArgumentException(
					"expected the header '%s' to be a positive id of 8 bytes".formatted(header.name()));
		}
		return new SchemaId.Numeric((int) id);
	}

	private static SchemaId confluentId(MessageHeader header) {
		byte[] value = header.value();
		if (value == null || value.length != NUMERIC_LENGTH || value[0] != CONFLUENT) {
			throw new ChannelArgumentException(
					"expected the header '%s' to be the magic byte 0 and an id of 4 bytes: GUIDs are not supported"
						.formatted(header.name()));
		}
		return confluent(value).requiredId();
	}

	/**
	 * Returns the id of the schema.
	 * @return the id
	 * @throws ChannelArgumentException if nothing names a schema
	 */
	SchemaId requiredId() {
		SchemaId id = this.id;
		if (id == null) {
			throw new ChannelArgumentException(
					"expected a schema's id in front of the bytes, in a header or in the event but found none: let "
							+ "producers use a registry's serializer, or the mapping its schema registry");
		}
		return id;
	}

	@Nullable SchemaId id() {
		return this.id;
	}

	Origin origin() {
		return this.origin;
	}

	byte[] bytes() {
		return this.bytes;
	}

	int offset() {
		return this.offset;
	}

	int length() {
		return this.bytes.length - this.offset;
	}

	/**
	 * Returns whether bytes that should have no frame any more have the one of their
	 * schema.
	 * @return whether they have
	 */
	boolean isFramedTwice() {
		byte[] frame = (this.id != null && this.origin == Origin.EVENT) ? write(this.id) : null;
		return frame != null && this.bytes.length >= frame.length
				&& Arrays.equals(frame, 0, frame.length, this.bytes, 0, frame.length);
	}

	/**
	 * The place that names a schema.
	 */
	enum Origin {

		NONE, EVENT, HEADERS, FRONT

	}

}
