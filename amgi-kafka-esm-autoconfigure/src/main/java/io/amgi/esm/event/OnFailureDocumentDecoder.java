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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Decodes the JSON of an on-failure document. Documents of buckets have the event as
 * text, those of Kafka topics as JSON, those of queues and SNS topics not at all.
 */
public final class OnFailureDocumentDecoder {

	/**
	 * Decodes a document.
	 * @param document the document's JSON in UTF-8
	 * @return the decoded document
	 * @throws InvalidKafkaEventException if this is no on-failure document of a Kafka
	 * mapping
	 */
	public OnFailureDocument decode(InputStream document) {
		return new Decoding(new JsonReader(document)).decode();
	}

	/**
	 * The decoding of one document.
	 */
	private static final class Decoding {

		private final JsonReader parser;

		private final List<OnFailureDocument.Range> ranges = new ArrayList<>();

		private @Nullable String condition;

		private @Nullable Instant timestamp;

		private @Nullable Integer batchSize;

		private @Nullable KafkaEvent event;

		// With an event, the places do not matter: those in AWS's examples are not valid.
		private @Nullable InvalidKafkaEventException defect;

		Decoding(JsonReader parser) {
			this.parser = parser;
		}

		OnFailureDocument decode() {
			this.parser.begin();
			this.parser.expect(JsonToken.OBJECT, "a JSON object");
			members(this::decodeMember);
			if (this.event == null && this.ranges.isEmpty() && this.defect == null) {
				throw this.parser.invalid("'payload' with an event, or 'recordsInfo' of 'KafkaBatchInfo'");
			}
			this.parser.expectEnd();
			if (this.event == null && this.defect != null) {
				throw this.defect;
			}
			return new OnFailureDocument(this.condition, this.timestamp, this.batchSize, this.ranges, this.event);
		}

		private void members(Consumer<String> decoder) {
			for (String name = this.parser.nextMember(); name != null; name = this.parser.nextMember()) {
				decoder.accept(name);
			}
		}

		private void decodeMember(String name) {
			switch (name) {
				case "requestContext" -> object(this::decodeRequest);
				case "KafkaBatchInfo" -> object(this::decodeBatch);
				case "timestamp" -> this.timestamp = instant();
				case "payload" -> this.event = event();
				default -> this.parser.skipValue();
			}
		}

		private void decodeRequest(String name) {
			if ("condition".equals(name)) {
				this.condition = text();
			}
			else {
				this.parser.skipValue();
			}
		}

		private void decodeBatch(String name) {
			switch (name) {
				case "batchSize" -> this.batchSize = batchSize();
				case "recordsInfo" -> object(this::decodeRange);
				default -> this.parser.skipValue();
			}
		}

		// The name is a topic and a partition, separated by a hyphen.
		private void decodeRange(String name) {
			OffsetsDecoding offsets = new OffsetsDecoding(this.parser);
			object(offsets::decodeMember);
			int hyphen = name.lastIndexOf('-');
			String partition = name.substring(hyphen + 1);
			if (hyphen > 0 && partition.matches("\\d{1,9}") && offsets.isValid()) {
				this.ranges.add(offsets.range(name.substring(0, hyphen), Integer.parseInt(partition)));
			}
			else if (this.defect == null) {
				this.defect = this.parser.invalid("a topic and a partition, and the first and last offset");
			}
		}

		private void object(Consumer<String> decoder) {
			if (!this.parser.at(JsonToken.NULL)) {
				this.parser.expect(JsonToken.OBJECT, "an object");
				members(decoder);
			}
		}

		private @Nullable String text() {
			if (this.parser.at(JsonToken.NULL)) {
				return null;
			}
			this.parser.expect(JsonToken.STRING, "a string");
			return this.parser.text();
		}

		private @Nullable Instant instant() {
			String text = text();
			try {
				return (text != null) ? Instant.parse(text) : null;
			}
			catch (DateTimeParseException ex) {
				throw this.parser.invalid("a time in ISO 8601");
			}
		}

		private int batchSize() {
			this.parser.expect(JsonToken.INTEGER, "a number of records");
			long size = this.parser.integer();
			if (size < 0 || size > Integer.MAX_VALUE) {
				throw this.parser.invalid("a number of records");
			}
			return (int) size;
		}

		private @Nullable KafkaEvent event() {
			if (this.event != null) {
				throw this.parser.invalid("'payload' only once");
			}
			if (this.parser.at(JsonToken.NULL)) {
				return null;
			}
			if (this.parser.at(JsonToken.STRING)) {
				byte[] json = this.parser.text().getBytes(StandardCharsets.UTF_8);
				return new KafkaEventDecoder().decode(new ByteArrayInputStream(json));
			}
			return KafkaEventDecoder.decode(this.parser);
		}

	}

	/**
	 * The decoding of the offsets of one partition.
	 */
	private static final class OffsetsDecoding {

		private static final long INVALID = -1;

		private final JsonReader parser;

		private long first = INVALID;

		private long last = INVALID;

		OffsetsDecoding(JsonReader parser) {
			this.parser = parser;
		}

		void decodeMember(String name) {
			switch (name) {
				case "firstRecordOffset" -> this.first = offset();
				case "lastRecordOffset" -> this.last = offset();
				default -> this.parser.skipValue();
			}
		}

		// Lambda writes offsets as text.
		private long offset() {
			if (this.parser.at(JsonToken.INTEGER)) {
				return this.parser.integer();
			}
			String text = this.parser.at(JsonToken.STRING) ? this.parser.text() : "";
			this.parser.skipValue();
			return text.matches("\\d{1,18}") ? Long.parseLong(text) : INVALID;
		}

		boolean isValid() {
			return this.first >= 0 && this.last >= this.first;
		}

		OnFailureDocument.Range range(String topic, int partition) {
			return new OnFailureDocument.Range(topic, partition, this.first, this.last);
		}

	}

}
