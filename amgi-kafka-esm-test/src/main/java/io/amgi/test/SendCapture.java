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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.protocol.MessageSendEvent;

/**
 * Captures the messages and dead letters of one invocation. Messages that the test lets
 * fail do not count as sent.
 */
final class SendCapture {

	private final CapturedMessages messages = new CapturedMessages();

	private final CapturedMessages deadLetters = new CapturedMessages();

	private final JsonMapper jsonMapper;

	private final Function<SentMessage, @Nullable Throwable> failures;

	SendCapture(JsonMapper jsonMapper, Function<SentMessage, @Nullable Throwable> failures) {
		this.jsonMapper = jsonMapper;
		this.failures = failures;
	}

	CompletableFuture<Void> send(String recordId, MessageSendEvent event) {
		return send(recordId, event, this.messages);
	}

	CompletableFuture<Void> sendDeadLetter(String recordId, MessageSendEvent event) {
		return send(recordId, event, this.deadLetters);
	}

	private CompletableFuture<Void> send(String recordId, MessageSendEvent event, CapturedMessages sent) {
		SentMessage message = new SentMessage(event, this.jsonMapper);
		Throwable failure = this.failures.apply(message);
		if (failure != null) {
			return CompletableFuture.failedFuture(failure);
		}
		sent.add(recordId, message);
		return CompletableFuture.completedFuture(null);
	}

	CapturedMessages messages() {
		return this.messages;
	}

	CapturedMessages deadLetters() {
		return this.deadLetters;
	}

}
