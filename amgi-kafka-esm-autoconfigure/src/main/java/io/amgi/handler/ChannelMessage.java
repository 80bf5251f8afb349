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

package io.amgi.handler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.sender.MessageSender;
import io.amgi.sender.PayloadRole;
import io.amgi.sender.RecordSender;

/**
 * A received message as spring-messaging sees it: this is what argument resolvers and
 * message converters get.
 */
public final class ChannelMessage implements Message<Object> {

	/**
	 * The payload of a message that has none: in spring-messaging it cannot be
	 * {@code null}.
	 */
	public static final Object NO_PAYLOAD = new Object() {

		@Override
		public String toString() {
			return "no payload";
		}

	};

	private final MessageScope scope;

	private final MessageReceiveEvent event;

	private final Map<String, String> parameters;

	private final RecordSender sender;

	private final ChannelMessageSupport conventions;

	private @Nullable MessageHeaders headers;

	private @Nullable JsonHeaders jsonHeaders;

	ChannelMessage(MessageScope scope, MessageReceiveEvent event, Map<String, String> parameters, RecordSender sender,
			ChannelMessageSupport conventions) {
		this.scope = scope;
		this.event = event;
		this.parameters = parameters;
		this.sender = sender;
		this.conventions = conventions;
	}

	/**
	 * Returns the message that a channel's argument resolver was given.
	 * @param message the message
	 * @return the same message
	 * @throws IllegalArgumentException if it is not a channel's
	 */
	public static ChannelMessage of(Message<?> message) {
		Assert.isInstanceOf(ChannelMessage.class, message);
		return (ChannelMessage) message;
	}

	/**
	 * Returns the scope that the message was received in.
	 * @return the scope
	 */
	public MessageScope getScope() {
		return this.scope;
	}

	/**
	 * Returns the event that the message was received by.
	 * @return the event
	 */
	public MessageReceiveEvent getEvent() {
		return this.event;
	}

	/**
	 * Returns the values of the parameters in the channel's address.
	 * @return the values by name
	 */
	public Map<String, String> getParameters() {
		return this.parameters;
	}

	/**
	 * Returns what sends for this message's record.
	 * @return the sender
	 */
	public MessageSender getSender() {
		return this.sender;
	}

	RecordSender recordSender() {
		return this.sender;
	}

	/**
	 * Returns the payload.
	 * @return the bytes, or {@link #NO_PAYLOAD}
	 */
	@Override
	public Object getPayload() {
		byte[] payload = this.event.payload();
		return (payload != null) ? payload : NO_PAYLOAD;
	}

	/**
	 * Returns a header: the protocol's, or the sender's own, the first one where its name
	 * repeats.
	 * @param name the header's name
	 * @return the value, bytes if it is the sender's, or {@code null} if there is none
	 */
	public @Nullable Object getHeader(String name) {
		Function<ChannelMessage, @Nullable Object> protocolHeader = this.conventions.headers().get(name);
		if (protocolHeader != null) {
			return protocolHeader.apply(this);
		}
		for (MessageHeader header : this.event.headers()) {
			if (header.name().equals(name)) {
				return header.value();
			}
		}
		return null;
	}

	/**
	 * Returns all values of a header: the protocol's one, or the sender's own in their
	 * order.
	 * @param name the header's name
	 * @return the values, bytes or {@code null} if they are the sender's
	 */
	List<@Nullable Object> getHeaders(String name) {
		Function<ChannelMessage, @Nullable Object> protocolHeader = this.conventions.headers().get(name);
		List<@Nullable Object> values = new ArrayList<>();
		if (protocolHeader == null) {
			this.event.headers()
				.stream()
				.filter((header) -> header.name().equals(name))
				.forEach((header) -> values.add(header.value()));
			return values;
		}
		Object value = protocolHeader.apply(this);
		if (value != null) {
			values.add(value);
		}
		return values;
	}

	JsonHeaders getJsonHeaders() {
		JsonHeaders jsonHeaders = this.jsonHeaders;
		if (jsonHeaders == null) {
			jsonHeaders = JsonHeaders.of(this);
			this.jsonHeaders = jsonHeaders;
		}
		return jsonHeaders;
	}

	/**
	 * Returns all headers, created lazily. Unlike other messages of spring-messaging,
	 * this one does not add an id or a timestamp.
	 */
	@Override
	public MessageHeaders getHeaders() {
		MessageHeaders headers = this.headers;
		if (headers == null) {
			headers = new SentHeaders(sentAndProtocolHeaders(this.conventions));
			this.headers = headers;
		}
		return headers;
	}

	private Map<String, @Nullable Object> sentAndProtocolHeaders(ChannelMessageSupport conventions) {
		Map<String, @Nullable Object> headers = new HashMap<>();
		for (MessageHeader header : this.event.headers()) {
			if (!headers.containsKey(header.name())) {
				headers.put(header.name(), header.value());
			}
		}
		conventions.headers().forEach((name, header) -> {
			Object value = header.apply(this);
			if (value != null) {
				headers.put(name, value);
			}
			else {
				headers.remove(name);
			}
		});
		return headers;
	}

	/**
	 * Converts the payload by the channels' converters.
	 * @param type the type to convert to
	 * @return the converted payload, or {@code null} if there is none or it represents
	 * null
	 * @throws ChannelArgumentException if it is not one of that type
	 */
	public @Nullable Object convertPayload(ResolvableType type) {
		byte[] payload = this.event.payload();
		try {
			return (payload != null) ? convert(new ReceivedPayload(this, PayloadRole.VALUE, payload), type) : null;
		}
		catch (NullPayloadException ex) {
			return null;
		}
	}

	/**
	 * Converts the message's key by the channels' converters.
	 * @param bytes the key
	 * @param type the type to convert to
	 * @return the converted key
	 * @throws ChannelArgumentException if it is not one of that type
	 */
	public Object convert(byte[] bytes, ResolvableType type) {
		return convert(new ReceivedPayload(this, PayloadRole.KEY, bytes), type);
	}

	private Object convert(PayloadMessage payload, ResolvableType type) {
		Class<?> target = type.toClass();
		if (target.isInstance(payload.getPayload())) {
			return payload.getPayload();
		}
		Object converted = this.conventions.converter().fromMessage(payload, target, type);
		if (converted == null) {
			throw new ChannelArgumentException("expected " + ClassUtils.getShortName(target));
		}
		return converted;
	}

	/**
	 * Returns the message as converters get it.
	 * @return the payload, or this message if it has none
	 */
	Message<?> forConverters() {
		byte[] payload = this.event.payload();
		return (payload != null) ? new ReceivedPayload(this, PayloadRole.VALUE, payload) : this;
	}

	// Converters read a content type as text or as a type, not as bytes. The payload's
	// content type does not apply to the key.
	MessageHeaders headersFor(PayloadRole role) {
		if (getHeader(MessageHeaders.CONTENT_TYPE) instanceof byte[] bytes) {
			String contentType = (role == PayloadRole.VALUE) ? new String(bytes, StandardCharsets.UTF_8) : null;
			return new SentHeaders(sentAndProtocolHeaders(
					this.conventions.withHeader(MessageHeaders.CONTENT_TYPE, (message) -> contentType)));
		}
		return getHeaders();
	}

	/**
	 * Describes the message without its content, which is not for logs.
	 */
	@Override
	public String toString() {
		return "ChannelMessage[" + this.event + "]";
	}

	/**
	 * Headers in which {@code id} and {@code timestamp} are the sender's business too.
	 */
	private static final class SentHeaders extends MessageHeaders {

		private static final long serialVersionUID = 1L;

		SentHeaders(Map<String, @Nullable Object> headers) {
			super(Map.of(), ID_VALUE_NONE, -1L);
			getRawHeaders().putAll(headers);
		}

		@Override
		public @Nullable UUID getId() {
			return null;
		}

		@Override
		public @Nullable Long getTimestamp() {
			return null;
		}

	}

}
