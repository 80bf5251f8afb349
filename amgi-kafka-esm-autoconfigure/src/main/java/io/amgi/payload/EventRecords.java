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

import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.PayloadMessage;
import io.amgi.handler.PayloadSchema;

/**
 * The way in which a mapping with a schema registry delivers records.
 *
 * @param format the record format
 * @param propertyName the property that sets it, for messages
 */
public record EventRecords(EventRecordFormat format, String propertyName) {

	private static final JsonFactory JSON = new JsonFactory();

	/**
	 * Reads the frame of a payload or key whose body is binary.
	 * @param message the payload or key
	 * @param expected the format of its schema
	 * @param target the type to convert to
	 * @return the frame
	 * @throws ChannelArgumentException if the event says that the body is another one
	 */
	PayloadFrame frame(PayloadMessage message, SchemaFormat expected, Class<?> target) {
		PayloadSchema schema = message.schema();
		if (schema != null) {
			check(schema, message.getPayload(), expected, target);
		}
		return PayloadFrame.of(message);
	}

	private void check(PayloadSchema schema, byte[] body, SchemaFormat expected, Class<?> target) {
		String name = ClassUtils.getShortName(target);
		if (schema.format() != null && !schema.format().equals(expected.name())) {
			throw new ChannelArgumentException(
					"expected %s of format %s but the event has a schema of another format".formatted(name, expected));
		}
		if (this.format == EventRecordFormat.JSON) {
			throw new ChannelArgumentException(
					"expected %s but the mapping delivers JSON: take a type that is read from JSON, or set '%s=source'"
						.formatted(name, this.propertyName));
		}
		if (this.format == EventRecordFormat.AUTO && isJson(body)) {
			throw new ChannelArgumentException(("expected %s in %s but found JSON: if the mapping delivers JSON, "
					+ "set '%3$s=json' and take a type that is read from JSON, else set '%3$s=source'")
				.formatted(name, expected, this.propertyName));
		}
	}

	// Records and messages are JSON objects.
	private static boolean isJson(byte[] body) {
		int start = 0;
		while (start < body.length && Character.isWhitespace(body[start])) {
			start++;
		}
		return start < body.length && body[start] == '{' && isObject(body);
	}

	private static boolean isObject(byte[] body) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
			boolean object = parser.nextToken() == JsonToken.START_OBJECT;
			parser.skipChildren();
			return object && parser.nextToken() == null;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

}
