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

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.DeadLetter;
import io.amgi.server.MessageSendSession;

/**
 * Sends the messages of one invocation.
 *
 * @param capture keeps them
 * @param recordId the record that sends on the current thread
 */
record TestSend(SendCapture capture, ThreadLocal<@Nullable String> recordId) implements MessageSendSession {

	@Override
	public CompletableFuture<Void> send(MessageSendEvent event) {
		return this.capture.send(Objects.requireNonNullElse(this.recordId.get(), ""), event);
	}

	@Override
	public MessageSend deadLetters(DeadLetter letter) {
		String recordId = new RecordId(letter.topic(), letter.partition(), letter.offset()).toString();
		return (event) -> this.capture.sendDeadLetter(recordId, event);
	}

	@Override
	public void close() {
		// Later messages still belong to it.
	}

}
