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

package io.amgi.test;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.Send;
import io.amgi.server.MessageSendProvider;
import io.amgi.server.MessageSendSession;

/**
 * Adds the messages of a test to the capture of their invocation. Messages of other
 * invocations are confirmed and dropped.
 */
final class TestSends implements MessageSendProvider, AmgiMiddleware, Ordered {

	private final ThreadLocal<@Nullable SendCapture> capture = new ThreadLocal<>();

	private final ThreadLocal<@Nullable String> recordId = new ThreadLocal<>();

	private final SendInterception interception = new SendInterception(this::intercept);

	// An invocation is opened on the thread that delivers its event.
	void begin(SendCapture capture) {
		this.capture.set(capture);
	}

	void end() {
		this.capture.remove();
	}

	@Override
	public MessageSendSession open(@Nullable String bootstrapServers) {
		SendCapture capture = this.capture.get();
		return new TestSend((capture != null) ? capture : new SendCapture(JsonMapper.shared(), (message) -> null),
				this.recordId);
	}

	@Override
	public AmgiApplication wrap(AmgiApplication application) {
		return this.interception.wrap(application);
	}

	// The server passes messages on within the call.
	private CompletableFuture<Void> intercept(MessageScope scope, String recordId, MessageSendEvent message,
			Send send) {
		this.recordId.set(recordId);
		try {
			return send.send(message);
		}
		finally {
			this.recordId.remove();
		}
	}

	@Override
	public int getOrder() {
		return this.interception.getOrder();
	}

}
