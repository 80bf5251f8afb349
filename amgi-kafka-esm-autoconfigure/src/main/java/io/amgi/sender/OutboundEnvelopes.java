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

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/**
 * The types whose values are messages themselves.
 *
 * @param types reads a type's values
 * @param clientTypes matches the other types of a protocol's clients, which no format
 * writes
 */
public record OutboundEnvelopes(Map<Class<?>, Function<Object, OutboundEnvelope>> types,
		Predicate<Class<?>> clientTypes) {

	// Enough for any message inside another, and not for those that go round in circles.
	private static final int MAX_DEPTH = 8;

	/**
	 * Returns whether values of a type are messages themselves.
	 * @param type the type
	 * @return whether they are
	 */
	public boolean supports(Class<?> type) {
		return Message.class.isAssignableFrom(type)
				|| this.types.keySet().stream().anyMatch((known) -> known.isAssignableFrom(type));
	}

	/**
	 * Returns whether no format writes values of a type sensibly.
	 * @param type the type
	 * @return whether none does
	 */
	public boolean isUnsendable(Class<?> type) {
		return UnsendableTypes.contain(type) || this.clientTypes.test(type);
	}

	/**
	 * Reads where a value says that it is to be sent.
	 * @param value the value
	 * @return the address, or {@code null} if it says nothing of it
	 */
	public @Nullable String address(Object value) {
		OutboundEnvelope envelope = read(value);
		return (envelope != null) ? envelope.address() : null;
	}

	/**
	 * Takes messages out of a message's payload.
	 * @param message the message
	 * @return the message that they make of it
	 */
	OutboundMessage open(OutboundMessage message) {
		OutboundMessage opened = message;
		for (int depth = 0; depth < MAX_DEPTH; depth++) {
			OutboundEnvelope envelope = (opened.getPayload() != null) ? read(opened.getPayload()) : null;
			if (envelope == null) {
				return openKey(opened);
			}
			opened = envelope.applyTo(opened);
		}
		throw new OutboundConversionException("messages inside of messages");
	}

	private OutboundMessage openKey(OutboundMessage message) {
		OutboundEnvelope envelope = (message.getKey() != null) ? read(message.getKey()) : null;
		return (envelope != null) ? message.key(envelope.payload()) : message;
	}

	private @Nullable OutboundEnvelope read(Object value) {
		// Most values, for which the other checks would take longer than the rest.
		if (value instanceof byte[] || value instanceof String) {
			return null;
		}
		for (Map.Entry<Class<?>, Function<Object, OutboundEnvelope>> type : this.types.entrySet()) {
			if (type.getKey().isInstance(value)) {
				return type.getValue().apply(value);
			}
		}
		if (value instanceof Message<?> message) {
			return OutboundEnvelope.of(message, (name) -> true);
		}
		Optional<?> optional = optional(value);
		if (optional != null) {
			return OutboundEnvelope.of(optional.orElseThrow(
					() -> new OutboundConversionException("an empty Optional is neither a payload nor a tombstone")));
		}
		return null;
	}

	/**
	 * Returns the value that may be in an optional one of whatever kind.
	 * @param value the value
	 * @return the value in it, or {@code null} if it is not optional
	 */
	public static @Nullable Optional<?> optional(Object value) {
		if (value instanceof OptionalInt number) {
			return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
		}
		if (value instanceof OptionalLong number) {
			return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
		}
		if (value instanceof OptionalDouble number) {
			return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
		}
		return (value instanceof Optional<?> optional) ? optional : null;
	}

}
