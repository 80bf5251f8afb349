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

package io.amgi.sender;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageHeaders;
import org.springframework.util.ClassUtils;
import org.springframework.util.MimeType;

import io.amgi.protocol.MessageHeader;

/**
 * Reads the headers of Spring's messages as headers to send, without those that Spring
 * adds to a message itself.
 */
final class EnvelopeHeaders {

	private static final Set<String> SPRINGS_OWN = Set.of(MessageHeaders.ID, MessageHeaders.TIMESTAMP,
			MessageHeaders.REPLY_CHANNEL, MessageHeaders.ERROR_CHANNEL);

	private EnvelopeHeaders() {
	}

	static List<MessageHeader> of(MessageHeaders headers, Predicate<String> sent) {
		List<MessageHeader> read = new ArrayList<>();
		for (Map.Entry<String, Object> header : headers.entrySet()) {
			if (!SPRINGS_OWN.contains(header.getKey()) && sent.test(header.getKey())) {
				add(read, header.getKey(), header.getValue());
			}
		}
		return read;
	}

	private static void add(List<MessageHeader> headers, String name, @Nullable Object value) {
		if (value instanceof Iterable<?> values) {
			values.forEach((one) -> add(headers, name, one));
		}
		else if (value != null) {
			headers.add(new MessageHeader(name, bytes(name, value)));
		}
	}

	// The text of other types is unspecified.
	private static byte[] bytes(String name, Object value) {
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		if (!isText(value)) {
			throw new OutboundConversionException(
					"the header '%s' must be bytes, text, a number or another simple value".formatted(name));
		}
		return value.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static boolean isText(Object value) {
		return ClassUtils.isSimpleValueType(value.getClass()) || value instanceof MimeType;
	}

}
