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

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Decodes the JSON of an event in one pass, without materializing unknown fields. A
 * mistake within a record becomes that record's defect. A mistake that makes the set of
 * records unclear fails the event.
 */
public final class KafkaEventDecoder {

	/**
	 * Decodes an event.
	 * @param event the event's JSON in UTF-8
	 * @return the decoded event
	 * @throws InvalidKafkaEventException if this is no event of a Kafka mapping
	 */
	public KafkaEvent decode(InputStream event) {
		JsonReader parser = new JsonReader(event);
		parser.begin();
		KafkaEvent decoded = decode(parser);
		parser.expectEnd();
		return decoded;
	}

	/**
	 * Decodes an event that is the parser's current value.
	 * @param parser the parser
	 * @return the decoded event
	 */
	static KafkaEvent decode(JsonReader parser) {
		return new Decoding(parser).decode();
	}

	/**
	 * The decoding of one event.
	 */
	private static final class Decoding {

		private final JsonReader parser;

		private final KafkaRecordDecoder recordDecoder;

		private final SeenRecords seen = new SeenRecords();

		private @Nullable String eventSource;

		private @Nullable String eventSourceArn;

		private @Nullable String bootstrapServers;

		private @Nullable List<KafkaRecord> records;

		Decoding(JsonReader parser) {
			this.parser = parser;
			this.recordDecoder = new KafkaRecordDecoder(parser);
		}

		KafkaEvent decode() {
			this.parser.expect(JsonToken.OBJECT, "a JSON object");
			for (String name = this.parser.nextMember(); name != null; name = this.parser.nextMember()) {
				decodeMember(name);
			}
			if (this.records == null) {
				throw this.parser.invalid("'records'");
			}
			return new KafkaEvent(this.eventSource, this.eventSourceArn, this.bootstrapServers, this.records);
		}

		private void decodeMember(String name) {
			switch (name) {
				case "eventSource" -> this.eventSource = kafka(text("'eventSource' to be a string"));
				case "eventSourceArn" -> this.eventSourceArn = text("'eventSourceArn' to be a string");
				case "bootstrapServers" -> this.bootstrapServers = text("'bootstrapServers' to be a string");
				case "records" -> this.records = records();
				default -> this.parser.skipValue();
			}
		}

		private @Nullable String text(String expectation) {
			if (this.parser.at(JsonToken.NULL)) {
				return null;
			}
			this.parser.expect(JsonToken.STRING, expectation);
			return this.parser.text();
		}

		private @Nullable String kafka(@Nullable String eventSource) {
			if (eventSource != null && !eventSource.toLowerCase(Locale.ROOT).contains("kafka")) {
				throw this.parser.invalid("'eventSource' to be Kafka");
			}
			return eventSource;
		}

		private List<KafkaRecord> records() {
			if (this.records != null) {
				throw this.parser.invalid("'records' only once");
			}
			this.parser.expect(JsonToken.OBJECT, "'records' to be an object");
			List<KafkaRecord> records = new ArrayList<>();
			for (String key = this.parser.nextMember(); key != null; key = this.parser.nextMember()) {
				this.parser.expect(JsonToken.ARRAY, "an array of records");
				while (this.parser.nextElement()) {
					records.add(record(key));
				}
			}
			return records;
		}

		// Kafka has a single record at an offset. A response identifies a record by
		// topic, partition and offset alone, so it would apply to all duplicates.
		private KafkaRecord record(String recordsKey) {
			KafkaRecord record = this.recordDecoder.decode(recordsKey);
			if (!this.seen.add(record)) {
				throw this.parser
					.invalid("no other record of the same topic, partition and offset (Kafka has one at an offset: "
							+ "give each record of a made-up event its own)");
			}
			return record;
		}

	}

}
