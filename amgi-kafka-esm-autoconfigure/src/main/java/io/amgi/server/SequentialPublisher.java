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
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.amgi.server.SequentialExecutor.Task;

/**
 * Publishes the dead letters of a batch, one after another, on a thread of its own: the
 * calling thread must not wait for brokers, and a thread that reports confirmations would
 * wait for itself.
 */
final class SequentialPublisher {

	private final SequentialExecutor worker;

	private final Consumer<Throwable> onError;

	/**
	 * Creates a publisher.
	 * @param executor starts a task at once
	 * @param onError called with errors, which need not be a dead letter's
	 */
	SequentialPublisher(Executor executor, Consumer<Throwable> onError) {
		this.worker = new SequentialExecutor(executor, onError);
		this.onError = onError;
	}

	/**
	 * Publishes as soon as earlier dead letters are on their way. One that is settled by
	 * then is not published.
	 * @param send settles as the publication does
	 * @param start starts the publication
	 */
	void publish(TrackedSend send, Supplier<CompletableFuture<Void>> start) {
		this.worker.execute(new Publication(send, start, this.onError));
	}

	/**
	 * A dead letter that waits for its turn.
	 *
	 * @param send settles as the publication does
	 * @param start starts the publication
	 * @param onError called with errors
	 */
	private record Publication(TrackedSend send, Supplier<CompletableFuture<Void>> start,
			Consumer<Throwable> onError) implements Task {

		@Override
		public void run() {
			try {
				if (!this.send.isSettled()) {
					this.send.follow(this::publish);
				}
			}
			catch (Error ex) {
				// Its send has failed, and whoever has to know does.
			}
		}

		// Must run before the send fails, because nobody may wait for more afterwards.
		private CompletableFuture<Void> publish() {
			try {
				return this.start.get();
			}
			catch (Error ex) {
				this.onError.accept(ex);
				throw ex;
			}
		}

		// Settles the send on this thread, since there is no other one.
		@Override
		public void abandon(Throwable reason) {
			this.send.follow(() -> CompletableFuture.failedFuture(reason));
		}

	}

}
