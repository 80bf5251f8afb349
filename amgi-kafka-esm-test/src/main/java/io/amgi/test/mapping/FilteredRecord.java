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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as filter patterns see it.
 *
 * @param record the record
 */
record FilteredRecord(ConsumerRecord<byte[], byte[]> record) {

	/**
	 * Keeps numbers as they are written: 300 is neither 300.0 nor 3.0e2.
	 */
	static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	/**
	 * Returns the value.
	 * @return an object, or else the text; {@code null} for tombstones and values that
	 * are not UTF-8
	 */
	@Nullable JsonNode value() {
		return payload(this.record.value());
	}

	/**
	 * Returns the key.
	 * @return an object, or else the text; {@code null} for absent keys and keys that are
	 * not UTF-8
	 */
	@Nullable JsonNode key() {
		return payload(this.record.key());
	}

	JsonNode field(String name) {
		return switch (name) {
			case "topic" -> NODES.stringNode(this.record.topic());
			case "partition" -> NODES.numberNode(this.record.partition());
			case "offset" -> NODES.numberNode(this.record.offset());
			case "timestamp" -> NODES.numberNode(this.record.timestamp());
			case "timestampType" -> NODES.stringNode(this.record.timestampType().name());
			case "headers" -> headers();
			default -> NODES.missingNode();
		};
	}

	private JsonNode headers() {
		ObjectNode headers = NODES.objectNode();
		for (Header header : this.record.headers()) {
			String value = (header.value() != null) ? decode(header.value()) : "";
			if (value != null) {
				headers.withArray(header.key()).add(value);
			}
		}
		return headers;
	}

	private static @Nullable JsonNode payload(byte @Nullable [] payload) {
		String text = (payload != null) ? decode(payload) : null;
		if (text == null) {
			return null;
		}
		JsonNode object = readObject(text);
		return (object != null) ? object : NODES.stringNode(text);
	}

	private static @Nullable JsonNode readObject(String text) {
		try {
			JsonNode json = JSON.readTree(text);
			return (json.isObject()) ? json : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static @Nullable String decode(byte[] value) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
