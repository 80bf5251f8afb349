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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.ClassUtils;

import io.amgi.internal.Throwables;
import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;

/**
 * Converts what an application wants to send to what goes out.
 */
public final class OutboundMessageConverter {

	// The only protocol that AMGI has bindings for.
	private static final String BINDING = "kafka";

	private final MessageConverter converter;

	private final OutboundEnvelopes envelopes;

	private final Set<PayloadRole> textRoles = EnumSet.noneOf(PayloadRole.class);

	/**
	 * Creates a converter that knows no messages but Spring's.
	 * @param converter what converts keys and payloads that are neither bytes nor text
	 */
	public OutboundMessageConverter(MessageConverter converter) {
		this(converter, new OutboundEnvelopes(Map.of(), (type) -> false), (role) -> false);
	}

	/**
	 * Creates a converter.
	 * @param converter what converts keys and payloads that are not bytes
	 * @param envelopes the types whose values are messages themselves
	 * @param convertsText whether it converts text and UUIDs, too, which otherwise are
	 * sent as they are
	 */
	public OutboundMessageConverter(MessageConverter converter, OutboundEnvelopes envelopes,
			Predicate<PayloadRole> convertsText) {
		this.converter = converter;
		this.envelopes = envelopes;
		Stream.of(PayloadRole.values()).filter(convertsText).forEach(this.textRoles::add);
	}

	/**
	 * Converts a message.
	 * @param message the message
	 * @param messageId the id of the received message that it belongs to, or {@code null}
	 * @return the event to send
	 * @throws MessageConversionException if the key or payload cannot be converted; it
	 * quotes neither
	 */
	public MessageSendEvent convert(OutboundMessage message, @Nullable String messageId) {
		return convertOpened(open(message), messageId);
	}

	private OutboundMessage open(OutboundMessage message) {
		Object payload = message.getPayload();
		try {
			return this.envelopes.open(message);
		}
		catch (OutboundConversionException ex) {
			throw failure(Objects.requireNonNull(payload),
					new OutboundHeaders(message.getAddress(), PayloadRole.VALUE, List.of()),
					String.valueOf(ex.getMessage()));
		}
	}

	private MessageSendEvent convertOpened(OutboundMessage message, @Nullable String messageId) {
		Part payload = part(message.getPayload(), message, PayloadRole.VALUE, message.getHeaders());
		Part key = part(key(message), message, PayloadRole.KEY, payload.headers());
		return new MessageSendEvent(message.getAddress(), key.headers(), payload.bytes(),
				bindings(message, key.bytes()), messageId);
	}

	private static Map<String, Map<String, @Nullable Object>> bindings(OutboundMessage message, byte @Nullable [] key) {
		if (message.getPartition() != null || message.getTimestamp() != null) {
			return Map.of(BINDING, binding(message, key));
		}
		// Most messages, and so the smallest maps that there are.
		return (key != null) ? Map.of(BINDING, Map.of("key", key)) : Map.of();
	}

	// Sent as its text, which JSON would quote.
	private @Nullable Object key(OutboundMessage message) {
		return (message.getKey() instanceof UUID uuid && !this.textRoles.contains(PayloadRole.KEY)) ? uuid.toString()
				: message.getKey();
	}

	private static Map<String, @Nullable Object> binding(OutboundMessage message, byte @Nullable [] key) {
		Map<String, @Nullable Object> binding = new LinkedHashMap<>();
		putIfPresent(binding, "key", key);
		putIfPresent(binding, "partition", message.getPartition());
		if (message.getTimestamp() != null) {
			binding.put("timestamp", message.getTimestamp().toEpochMilli());
		}
		return binding;
	}

	private static void putIfPresent(Map<String, @Nullable Object> bindings, String name, @Nullable Object value) {
		if (value != null) {
			bindings.put(name, value);
		}
	}

	private Part part(@Nullable Object value, OutboundMessage message, PayloadRole role, List<MessageHeader> headers) {
		if (value == null || value instanceof byte[]) {
			return new Part((byte[]) value, headers);
		}
		if (value instanceof String text && !this.textRoles.contains(role)) {
			return new Part(text.getBytes(StandardCharsets.UTF_8), headers);
		}
		return converted(value, new OutboundHeaders(message.getAddress(), role, headers));
	}

	private Part converted(Object value, OutboundHeaders headers) {
		if (this.envelopes.isUnsendable(value.getClass())) {
			throw failure(value, headers, "no format writes that");
		}
		Message<?> converted = convert(value, headers);
		byte[] bytes = (converted != null) ? bytes(converted.getPayload()) : null;
		if (converted == null || bytes == null) {
			throw failure(value, headers, "no message converter makes bytes or text of it");
		}
		return new Part(bytes, (converted.getHeaders() instanceof OutboundHeaders replaced) ? replaced.messageHeaders()
				: headers.messageHeaders());
	}

	private static byte @Nullable [] bytes(Object converted) {
		if (converted instanceof byte[] bytes) {
			return bytes;
		}
		return (converted instanceof String text) ? text.getBytes(StandardCharsets.UTF_8) : null;
	}

	private @Nullable Message<?> convert(Object value, OutboundHeaders headers) {
		try {
			return this.converter.toMessage(value, headers);
		}
		catch (NotCompletedException ex) {
			throw ex;
		}
		catch (OutboundConversionException ex) {
			throw failure(value, headers, String.valueOf(ex.getMessage()));
		}
		catch (Throwable ex) {
			throwIfNotOfMessage(ex);
			// Not passed on: it may quote the value.
			throw failure(value, headers, ClassUtils.getShortName(causeOrItself(ex).getClass()));
		}
	}

	private static Throwable causeOrItself(Throwable failure) {
		Throwable cause = (failure instanceof RuntimeException) ? Throwables.causeOf(failure) : null;
		return (cause != null) ? cause : failure;
	}

	private static void throwIfNotOfMessage(Throwable failure) {
		Throwables.throwIfFatal(failure);
		if (failure instanceof LinkageError error) {
			throw error;
		}
	}

	private static MessageConversionException failure(Object value, OutboundHeaders headers, String problem) {
		return new MessageConversionException("Couldn't convert the %s of type %s of a message to '%s': %s".formatted(
				(headers.role() == PayloadRole.KEY) ? "key" : "payload", ClassUtils.getShortName(value.getClass()),
				headers.topic(), problem));
	}

	/**
	 * A converted key or payload.
	 *
	 * @param bytes the bytes, or {@code null} if there is none
	 * @param headers the message's headers so far
	 */
	private record Part(byte @Nullable [] bytes, List<MessageHeader> headers) {

	}

}
