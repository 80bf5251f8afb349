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

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageHeaders;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageScope;
import io.amgi.sender.PayloadRole;

/**
 * The payload or key of a message, as converters get it. Headers are made when they are
 * first asked for; the content type is text, and absent for keys.
 */
final class ReceivedPayload implements PayloadMessage {

	private final ChannelMessage message;

	private final PayloadRole role;

	private final byte[] bytes;

	ReceivedPayload(ChannelMessage message, PayloadRole role, byte[] bytes) {
		this.message = message;
		this.role = role;
		this.bytes = bytes;
	}

	@Override
	public byte[] getPayload() {
		return this.bytes;
	}

	@Override
	public MessageHeaders getHeaders() {
		return this.message.headersFor(this.role);
	}

	@Override
	public PayloadRole role() {
		return this.role;
	}

	@Override
	public String topic() {
		return this.message.getScope().address();
	}

	@Override
	public @Nullable PayloadSchema schema() {
		return PayloadSchema.of(this.message.getEvent(), this.role);
	}

	@Override
	public List<MessageHeader> messageHeaders() {
		return this.message.getEvent().headers();
	}

	@Override
	public MessageScope scope() {
		return this.message.getScope();
	}

	/**
	 * Describes the payload without its content, which is not for logs.
	 */
	@Override
	public String toString() {
		return "PayloadMessage[role=" + this.role + ", " + this.message + "]";
	}

}
