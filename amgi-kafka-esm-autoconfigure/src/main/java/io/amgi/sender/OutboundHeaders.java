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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.messaging.MessageHeaders;

import io.amgi.protocol.MessageHeader;

/**
 * The headers that a converter of outbound messages gets, with what else there is to know
 * about the message. A converter that returns a message with headers of this type
 * replaces the headers that are sent.
 */
public final class OutboundHeaders extends MessageHeaders {

	private static final long serialVersionUID = 1L;

	private final String topic;

	private final PayloadRole role;

	private final transient List<MessageHeader> messageHeaders;

	/**
	 * Creates headers. The content type is text, and absent for keys.
	 * @param topic the topic that the message goes to
	 * @param role the part of the message to convert
	 * @param messageHeaders the message's headers
	 */
	public OutboundHeaders(String topic, PayloadRole role, List<MessageHeader> messageHeaders) {
		super(first(messageHeaders, role), ID_VALUE_NONE, -1L);
		this.topic = topic;
		this.role = role;
		this.messageHeaders = List.copyOf(messageHeaders);
	}

	private static Map<String, Object> first(List<MessageHeader> messageHeaders, PayloadRole role) {
		Map<String, Object> headers = new HashMap<>();
		for (MessageHeader header : messageHeaders) {
			byte[] value = header.value();
			if (value != null) {
				headers.putIfAbsent(header.name(), value);
			}
		}
		if (headers.remove(CONTENT_TYPE) instanceof byte[] contentType && role == PayloadRole.VALUE) {
			headers.put(CONTENT_TYPE, new String(contentType, StandardCharsets.UTF_8));
		}
		return headers;
	}

	/**
	 * Returns the topic that the message goes to.
	 * @return the topic
	 */
	public String topic() {
		return this.topic;
	}

	/**
	 * Returns the part of the message to convert.
	 * @return the role
	 */
	public PayloadRole role() {
		return this.role;
	}

	/**
	 * Returns the message's headers.
	 * @return the headers in their order
	 */
	public List<MessageHeader> messageHeaders() {
		return this.messageHeaders;
	}

	/**
	 * Replaces the message's headers.
	 * @param messageHeaders the headers to send
	 * @return the same with these headers
	 */
	public OutboundHeaders with(List<MessageHeader> messageHeaders) {
		return new OutboundHeaders(this.topic, this.role, messageHeaders);
	}

}
