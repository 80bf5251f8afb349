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

package io.amgi.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * {@code message.send}: a message from the application.
 *
 * @param address where to send the message
 * @param headers the message's headers in their order, names may repeat
 * @param payload the message's payload, not to be modified before the message is
 * confirmed, or {@code null} if it has none
 * @param bindings properties that are specific to a protocol, by protocol; a server
 * ignores those of other protocols
 * @param messageId the id of the received message that this one belongs to, or
 * {@code null} if it belongs to the scope. With an id, the application alone accounts for
 * a failure: the server does not change acks because of it, but waits until the received
 * message is acknowledged or refused. Without one, a failure that nobody has waited for
 * turns the acks of the scope into nacks. Does not count for equality.
 */
public record MessageSendEvent(String address, List<MessageHeader> headers, byte @Nullable [] payload,
		Map<String, Map<String, @Nullable Object>> bindings, @Nullable String messageId) implements SendEvent {

	/**
	 * Creates a message that belongs to its scope as a whole.
	 * @param address the address to send the message to
	 * @param headers the message's headers in their order, names may repeat
	 * @param payload the message's payload, or {@code null} if it has none
	 * @param bindings properties that only some protocol knows, by protocol
	 */
	public MessageSendEvent(String address, List<MessageHeader> headers, byte @Nullable [] payload,
			Map<String, Map<String, @Nullable Object>> bindings) {
		this(address, headers, payload, bindings, null);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MessageSendEvent that && this.address.equals(that.address)
				&& this.headers.equals(that.headers) && Arrays.equals(this.payload, that.payload)
				&& Bytes.equalBindings(this.bindings, that.bindings);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.address, this.headers, Arrays.hashCode(this.payload));
	}

	/**
	 * Describes the message without its payload and the values of headers and bindings,
	 * which are not for logs.
	 */
	@Override
	public String toString() {
		return "MessageSendEvent[address=" + this.address + ", headers=" + this.headers + ", payload="
				+ Bytes.describe(this.payload) + ", bindings=" + this.bindings.keySet() + "]";
	}

	@Override
	public String type() {
		return "message.send";
	}

}
