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

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

import io.amgi.protocol.MessageHeader;

/**
 * The parts of an outbound message in a value of another library's type. Parts that it
 * leaves open keep their defaults.
 *
 * @param address where to send it, or {@code null}
 * @param key the key, or {@code null}
 * @param payload the payload, {@code null} for a message without one
 * @param headers the headers, in their order
 * @param partition the partition's number, or {@code null}
 * @param timestamp the timestamp, or {@code null}
 */
public record OutboundEnvelope(@Nullable String address, @Nullable Object key, @Nullable Object payload,
		List<MessageHeader> headers, @Nullable Integer partition, @Nullable Instant timestamp) {

	/**
	 * Returns the envelope of a message that has nothing but a payload.
	 * @param payload the payload, or {@code null} for none
	 * @return the envelope
	 */
	public static OutboundEnvelope of(@Nullable Object payload) {
		return new OutboundEnvelope(null, null, payload, List.of(), null, null);
	}

	/**
	 * Returns the envelope of one of Spring's messages, which has its payload and
	 * headers, but for those that Spring adds itself.
	 * @param message the message
	 * @param sent tells by their names which of its headers to send
	 * @return the envelope
	 * @throws OutboundConversionException if a header is not of a simple type
	 */
	public static OutboundEnvelope of(Message<?> message, Predicate<String> sent) {
		return new OutboundEnvelope(null, null, message.getPayload(), EnvelopeHeaders.of(message.getHeaders(), sent),
				null, null);
	}

	OutboundMessage applyTo(OutboundMessage message) {
		OutboundMessage applied = message.withAddress((this.address != null) ? this.address : message.getAddress())
			.payload(this.payload)
			.key((this.key != null) ? this.key : message.getKey());
		for (MessageHeader header : this.headers) {
			applied = applied.header(header.name(), header.value());
		}
		applied = (this.partition != null) ? applied.partition(this.partition) : applied;
		return (this.timestamp != null) ? applied.timestamp(this.timestamp) : applied;
	}

}
