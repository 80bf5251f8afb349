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

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

import io.amgi.internal.Throwables;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;
import io.amgi.sender.RecordSender;

/**
 * A record whose handler has ended, and what remains of its turn: the confirmation of
 * what it sent.
 */
final class RecordCompletion implements Completion {

	private final String id;

	private final RecordSender sender;

	private final @Nullable Throwable failure;

	/**
	 * Creates a turn.
	 * @param id the record's id
	 * @param sender what the record was sending by
	 * @param failure what the handler failed with, or {@code null}
	 */
	RecordCompletion(String id, RecordSender sender, @Nullable Throwable failure) {
		this.id = id;
		this.sender = sender;
		this.failure = failure;
	}

	@Override
	public CompletableFuture<Void> decide(Send send) {
		CompletableFuture<Void> settled = this.sender.end();
		if (settled.isDone()) {
			send.send(decision());
			return settled;
		}
		return settled.thenRun(() -> send.send(decision()));
	}

	private SendEvent decision() {
		Throwable unsent = this.sender.failure();
		if (this.failure != null) {
			return Completion.beside(unsent, MessageNackEvent.because(this.id, unwrap(this.failure)));
		}
		return (unsent != null) ? MessageNackEvent.because(this.id, unsent) : new MessageAckEvent(this.id);
	}

	// Unwraps the exception of a handler that waited for a failed message and let the
	// exception pass.
	static Throwable unwrap(Throwable failure) {
		boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
		return (wrapper) ? Objects.requireNonNullElse(Throwables.causeOf(failure), failure) : failure;
	}

}
