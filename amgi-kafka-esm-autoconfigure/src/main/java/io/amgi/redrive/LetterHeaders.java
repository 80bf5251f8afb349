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

package io.amgi.redrive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

import io.amgi.protocol.MessageHeader;

/**
 * Reads the headers that a dead letter has besides those of its record. Their values may
 * be anything.
 */
final class LetterHeaders {

	/**
	 * The header with the number of failed attempts of earlier redrives, as text.
	 */
	static final String ATTEMPTS = "amgi_redrive-attempts";

	/**
	 * The header that says why a letter was parked without being handled.
	 */
	static final String REFUSAL = "amgi_redrive-refusal";

	private static final int MAX_TEXT = 1024;

	// Letters of retryable topics have "kafka_" where others have "kafka_dlt-".
	private static final List<String> PREFIXES = List.of("kafka_dlt-", "kafka_original-", "kafka_exception-",
			"kafka_key-exception-", "retry_topic-", "amgi_dlt-", "amgi_redrive-");

	private final Headers headers;

	LetterHeaders(Headers headers) {
		this.headers = headers;
	}

	/**
	 * Returns the headers that the record had before it became a dead letter.
	 * @return the headers in their order
	 */
	List<MessageHeader> original() {
		List<MessageHeader> original = new ArrayList<>();
		for (Header header : this.headers) {
			if (PREFIXES.stream().noneMatch(header.key()::startsWith)) {
				original.add(new MessageHeader(header.key(), header.value()));
			}
		}
		return original;
	}

	List<MessageHeader> all() {
		List<MessageHeader> all = new ArrayList<>();
		this.headers.forEach((header) -> all.add(new MessageHeader(header.key(), header.value())));
		return all;
	}

	boolean hasOriginalTopic() {
		return contains(KafkaHeaders.DLT_ORIGINAL_TOPIC) || contains(KafkaHeaders.ORIGINAL_TOPIC);
	}

	boolean contains(String name) {
		return this.headers.lastHeader(name) != null;
	}

	/**
	 * Returns the class name of the failure's cause, or of the failure itself.
	 * @return the name, or {@code null}
	 */
	@Nullable String exception() {
		String cause = lastText(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN, KafkaHeaders.EXCEPTION_CAUSE_FQCN);
		return (cause != null) ? cause : lastText(KafkaHeaders.DLT_EXCEPTION_FQCN, KafkaHeaders.EXCEPTION_FQCN);
	}

	/**
	 * Returns the class names of the failure and of its cause.
	 * @return the names
	 */
	List<String> exceptions() {
		List<String> names = new ArrayList<>();
		for (String name : List.of(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN, KafkaHeaders.EXCEPTION_CAUSE_FQCN,
				KafkaHeaders.DLT_EXCEPTION_FQCN, KafkaHeaders.EXCEPTION_FQCN, KafkaHeaders.DLT_KEY_EXCEPTION_FQCN,
				KafkaHeaders.KEY_EXCEPTION_FQCN)) {
			String text = lastText(name);
			if (text != null) {
				names.add(text);
			}
		}
		return names;
	}

	int attempts() {
		String text = lastText(ATTEMPTS);
		return (text != null && text.matches("\\d{1,6}")) ? Integer.parseInt(text) : 0;
	}

	@Nullable String lastText(String... names) {
		for (String name : names) {
			Header header = this.headers.lastHeader(name);
			if (header != null && header.value() != null) {
				return text(header.value());
			}
		}
		return null;
	}

	/**
	 * Returns the texts of a repeatable header.
	 * @param name the header
	 * @return the values in their order
	 */
	List<String> texts(String name) {
		return values(name).stream().map(LetterHeaders::text).toList();
	}

	/**
	 * Returns the values of a repeatable header.
	 * @param name the header
	 * @return the values in their order, empty ones in place of missing ones
	 */
	List<byte[]> values(String name) {
		List<byte[]> values = new ArrayList<>();
		this.headers.headers(name)
			.forEach((header) -> values.add((header.value() != null) ? header.value() : new byte[0]));
		return values;
	}

	private static String text(byte[] value) {
		return new String(value, 0, Math.min(value.length, MAX_TEXT), StandardCharsets.UTF_8);
	}

	static @Nullable Integer integer(byte[] value) {
		return (value.length == Integer.BYTES) ? ByteBuffer.wrap(value).getInt() : null;
	}

	static @Nullable Long number(byte[] value) {
		return (value.length == Long.BYTES) ? ByteBuffer.wrap(value).getLong() : null;
	}

}
