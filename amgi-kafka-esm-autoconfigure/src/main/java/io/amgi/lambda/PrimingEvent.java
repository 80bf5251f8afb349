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

package io.amgi.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import io.amgi.protocol.MessageHeader;

/**
 * Writes records as an event has them.
 */
final class PrimingEvent {

	private PrimingEvent() {
	}

	/**
	 * Writes an event.
	 * @param records its records, each of which gets an offset of its own
	 * @return the event's JSON
	 */
	static InputStream of(List<PrimingRecord> records) {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		try (JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), json)) {
			generator.writeStartObject();
			generator.writeStringProperty("eventSource", "aws:kafka");
			generator.writeObjectPropertyStart("records");
			generator.writeArrayPropertyStart("priming-0");
			for (int i = 0; i < records.size(); i++) {
				write(records.get(i), i, generator);
			}
			generator.writeEndArray();
			generator.writeEndObject();
			generator.writeEndObject();
		}
		return new ByteArrayInputStream(json.toByteArray());
	}

	private static void write(PrimingRecord record, int offset, JsonGenerator generator) {
		generator.writeStartObject();
		generator.writeStringProperty("topic", record.topic());
		generator.writeNumberProperty("partition", 0);
		generator.writeNumberProperty("offset", offset);
		generator.writeNumberProperty("timestamp", System.currentTimeMillis());
		generator.writeStringProperty("timestampType", "CREATE_TIME");
		write("key", record.key(), generator);
		write("value", record.payload(), generator);
		generator.writeArrayPropertyStart("headers");
		record.headers().forEach((header) -> write(header, generator));
		generator.writeEndArray();
		generator.writeEndObject();
	}

	private static void write(String name, byte @Nullable [] value, JsonGenerator generator) {
		if (value != null) {
			generator.writeStringProperty(name, Base64.getEncoder().encodeToString(value));
		}
	}

	private static void write(MessageHeader header, JsonGenerator generator) {
		byte[] value = header.value();
		generator.writeStartObject();
		if (value != null) {
			generator.writeArrayPropertyStart(header.name());
			for (byte signed : value) {
				generator.writeNumber((short) signed);
			}
			generator.writeEndArray();
		}
		else {
			generator.writeNullProperty(header.name());
		}
		generator.writeEndObject();
	}

}
