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

package io.amgi.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NonRetryableException;
import io.amgi.protocol.NotCompletedException;

/**
 * Sends all messages by one {@link MessageSend}. Its failures leave open whether a
 * message has arrived, unless they say that it was refused.
 *
 * @param messageSend the way to send
 */
record SharedMessageSend(MessageSend messageSend) implements MessageSendProvider {

	static final SharedMessageSend NONE = new SharedMessageSend(
			(event) -> CompletableFuture.failedFuture(new IllegalStateException("There is no MessageSend to send by")));

	@Override
	public MessageSendSession open(@Nullable String bootstrapServers) {
		return new SharedSession(this.messageSend);
	}

	/**
	 * A session that stays open for as long as the application does.
	 *
	 * @param messageSend the way to send
	 */
	private record SharedSession(MessageSend messageSend) implements MessageSendSession {

		@Override
		public CompletableFuture<Void> send(MessageSendEvent event) {
			CompletableFuture<Void> confirmation = new CompletableFuture<>();
			send(event, (failure) -> {
				if (failure != null) {
					confirmation.completeExceptionally(failure);
				}
				else {
					confirmation.complete(null);
				}
			});
			return confirmation;
		}

		@Override
		public void send(MessageSendEvent event, Consumer<@Nullable Throwable> settled) {
			Consumer<@Nullable Throwable> translated = (failure) -> settled.accept(translate(failure));
			try {
				this.messageSend.send(event, translated);
			}
			catch (Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				translated.accept(ex);
			}
		}

		private static @Nullable Throwable translate(@Nullable Throwable failure) {
			Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : null;
			Throwable reason = (cause != null) ? cause : failure;
			if (reason == null || reason instanceof NotCompletedException || reason instanceof NonRetryableException) {
				return reason;
			}
			return new NotCompletedException(MessageNackEvent.because("", reason).message(), reason);
		}

		@Override
		public void close() {
			// Not ours.
		}

	}

}
