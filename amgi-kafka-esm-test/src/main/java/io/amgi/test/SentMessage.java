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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSendEvent;

/**
 * A message that the application has sent, as it would have gone to Kafka.
 */
public final class SentMessage {

	private static final int MAX_LENGTH = 1024;

	private final MessageSendEvent event;

	private final JsonMapper jsonMapper;

	SentMessage(MessageSendEvent event, JsonMapper jsonMapper) {
		this.event = event;
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Returns the address that the message was sent to.
	 * @return the address
	 */
	public String address() {
		return this.event.address();
	}

	/**
	 * Returns the key.
	 * @return the key's bytes, or {@code null} if it has none
	 */
	public byte @Nullable [] key() {
		return (byte[]) binding("key");
	}

	/**
	 * Returns the key as an object of the given type.
	 * @param type {@code byte[]}, {@link String}, {@link UUID}, or a type that is read
	 * from JSON
	 * @param <T> the type
	 * @return the key, or {@code null} if it has none
	 */
	public <T> @Nullable T key(Class<T> type) {
		byte[] key = key();
		return (key != null && type == UUID.class) ? type.cast(UUID.fromString(text(key))) : read(key, type);
	}

	/**
	 * Returns the payload.
	 * @return the payload's bytes, or {@code null} if it has none
	 */
	public byte @Nullable [] payload() {
		return this.event.payload();
	}

	/**
	 * Returns the payload as an object of the given type.
	 * @param type {@code byte[]}, {@link String}, or a type that is read from JSON by the
	 * application's mapper
	 * @param <T> the type
	 * @return the payload, or {@code null} if it has none
	 */
	public <T> @Nullable T payload(Class<T> type) {
		return read(payload(), type);
	}

	private <T> @Nullable T read(byte @Nullable [] bytes, Class<T> type) {
		if (bytes == null || type == byte[].class) {
			return type.cast(bytes);
		}
		return (type == String.class) ? type.cast(text(bytes)) : this.jsonMapper.readValue(bytes, type);
	}

	/**
	 * Returns the headers.
	 * @return the headers in their order
	 */
	public List<MessageHeader> headers() {
		return this.event.headers();
	}

	/**
	 * Returns the values of the headers with a name as text. Headers without value are
	 * left out.
	 * @param name the name
	 * @return the texts in their order, empty if there is no such header
	 */
	public List<String> headers(String name) {
		return headers().stream()
			.filter((header) -> header.name().equals(name))
			.map(MessageHeader::value)
			.filter(Objects::nonNull)
			.map(SentMessage::text)
			.toList();
	}

	/**
	 * Returns the partition.
	 * @return the partition, or {@code null} if the sender has not chosen one
	 */
	public @Nullable Integer partition() {
		return (Integer) binding("partition");
	}

	private @Nullable Object binding(String name) {
		Map<String, @Nullable Object> kafka = this.event.bindings().get("kafka");
		return (kafka != null) ? kafka.get(name) : null;
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Describes the message with its key and payload, which are a test's own.
	 */
	@Override
	public String toString() {
		return "message to '%s' with key %s and payload %s".formatted(address(), describe(key()), describe(payload()));
	}

	private static String describe(byte @Nullable [] bytes) {
		String text = (bytes != null) ? text(bytes) : "null";
		return (text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "…" : text;
	}

}
