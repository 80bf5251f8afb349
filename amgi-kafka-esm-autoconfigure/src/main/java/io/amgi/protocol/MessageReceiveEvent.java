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
 * {@code message.receive}: a message for the application.
 *
 * @param id what to acknowledge the message by, unique within the scope; for Kafka
 * {@code topic:partition:offset}
 * @param headers the message's headers in their order, names may repeat
 * @param payload the message's payload, not to be modified, or {@code null} if it has
 * none
 * @param bindings what only the message's protocol knows, by protocol
 * @param moreMessages whether the scope has further messages
 */
public record MessageReceiveEvent(String id, List<MessageHeader> headers, byte @Nullable [] payload,
		Map<String, Map<String, @Nullable Object>> bindings, boolean moreMessages) implements ReceiveEvent {

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MessageReceiveEvent that && this.id.equals(that.id) && this.headers.equals(that.headers)
				&& Arrays.equals(this.payload, that.payload) && Bytes.equalBindings(this.bindings, that.bindings)
				&& this.moreMessages == that.moreMessages;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.id, this.headers, Arrays.hashCode(this.payload), this.moreMessages);
	}

	/**
	 * Describes the message without its payload and the values of headers and bindings,
	 * which are not for logs.
	 */
	@Override
	public String toString() {
		return "MessageReceiveEvent[id=" + this.id + ", headers=" + this.headers + ", payload="
				+ Bytes.describe(this.payload) + ", bindings=" + this.bindings.keySet() + ", moreMessages="
				+ this.moreMessages + "]";
	}

}
