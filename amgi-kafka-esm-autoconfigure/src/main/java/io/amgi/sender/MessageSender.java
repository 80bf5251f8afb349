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

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Sends messages. Taken as a parameter of a channel method, it belongs to the record that
 * the method handles: the record is acknowledged once all that it sent is confirmed. The
 * bean of this type belongs to the record that is handled on the calling thread.
 */
@FunctionalInterface
public interface MessageSender {

	/**
	 * Sends a message. The returned future can be ignored: a failure nacks the record,
	 * unless the message is {@link OutboundMessage#bestEffort() best effort}, or the
	 * handler waits for this future ({@code get} or {@code join}) and continues after its
	 * failure.
	 * @param message the message
	 * @return completed when the broker has confirmed the message, exceptionally when it
	 * has not
	 */
	CompletableFuture<Void> send(OutboundMessage message);

	/**
	 * Sends a message that has nothing but a payload.
	 * @param address where to send it, in Kafka a topic
	 * @param payload the payload, see {@link OutboundMessage#payload(Object)}
	 * @return completed when the broker has confirmed the message, exceptionally when it
	 * has not
	 */
	default CompletableFuture<Void> send(String address, @Nullable Object payload) {
		return send(OutboundMessage.to(address).payload(payload));
	}

}
