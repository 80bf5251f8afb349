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

package io.amgi.observation;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;

/**
 * Reads and writes trace context in the headers of records. Headers are untrusted: values
 * that are too long or not printable are ignored.
 */
final class TraceHeaders {

	// The longest that a specification asks to propagate: W3C's baggage. Trace state may
	// have 512 characters, a trace parent of version 0 has 55.
	private static final int MAX_BAGGAGE_LENGTH = 8192;

	private static final int MAX_LENGTH = 512;

	private TraceHeaders() {
	}

	/**
	 * Reads a field of the trace context.
	 * @param headers the headers
	 * @param name the name of the field
	 * @return the first header of that name, or {@code null} if there is none to be used
	 */
	static @Nullable String read(List<MessageHeader> headers, String name) {
		for (MessageHeader header : headers) {
			if (header.name().equals(name)) {
				return text(name, header.value());
			}
		}
		return null;
	}

	private static @Nullable String text(String name, byte @Nullable [] value) {
		int max = name.equals("baggage") ? MAX_BAGGAGE_LENGTH : MAX_LENGTH;
		return (value != null && value.length <= max && isPrintable(value))
				? new String(value, StandardCharsets.US_ASCII) : null;
	}

	private static boolean isPrintable(byte[] value) {
		for (byte character : value) {
			if (character < ' ' || character > '~') {
				return false;
			}
		}
		return true;
	}

	/**
	 * Writes a field of the trace context, replacing that of a forwarded record.
	 * @param headers the headers
	 * @param name the name of the field
	 * @param value the value
	 */
	static void write(@Nullable List<MessageHeader> headers, String name, String value) {
		if (headers != null) {
			headers.removeIf((header) -> header.name().equals(name));
			headers.add(new MessageHeader(name, value.getBytes(StandardCharsets.UTF_8)));
		}
	}

}
