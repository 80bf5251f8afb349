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
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.Confirmation;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.SettlementExecutor.Settlement;

/**
 * The confirmation of a {@code message.send} that its scope waits for. Reporting the
 * outcome only records it: the future completes on the sender's thread if the outcome is
 * known when {@code send} returns, and on one of the batch's settlement threads
 * otherwise.
 */
final class TrackedSend extends Confirmation implements Consumer<@Nullable Throwable>, Settlement {

	private static final AtomicIntegerFieldUpdater<TrackedSend> PHASE = AtomicIntegerFieldUpdater
		.newUpdater(TrackedSend.class, "phase");

	private static final int SENDING = 0;

	private static final int SENT = 1;

	private static final int SETTLED = 2;

	private final Owner owner;

	private final boolean accountedFor;

	private volatile int phase = SENDING;

	/**
	 * Creates a send that is under way.
	 * @param owner waits for it
	 * @param accountedFor whether the application accounts for a failure
	 */
	TrackedSend(Owner owner, boolean accountedFor) {
		this.owner = owner;
		this.accountedFor = accountedFor;
	}

	/**
	 * Sends a message and settles with its confirmation.
	 * @param message the message
	 * @param messageSend the way to send
	 */
	void send(MessageSendEvent message, MessageSend messageSend) {
		try {
			messageSend.send(message, this);
		}
		catch (Throwable ex) {
			fail(ex);
		}
		finally {
			returned();
		}
	}

	/**
	 * Settles as another future does.
	 * @param start starts that future
	 */
	void follow(Supplier<CompletableFuture<Void>> start) {
		try {
			start.get().whenComplete((confirmed, failure) -> accept(failure));
		}
		catch (Throwable ex) {
			fail(ex);
		}
		finally {
			returned();
		}
	}

	// An Error is also thrown to the caller, because it may be unrelated to the message.
	private void fail(Throwable failure) {
		accept(failure);
		if (failure instanceof Error error) {
			throw error;
		}
	}

	private void returned() {
		if (!PHASE.compareAndSet(this, SENDING, SENT)) {
			run();
		}
	}

	/**
	 * Settles the message, unless it is settled.
	 * @param failure the failure, or {@code null} if the message is confirmed
	 */
	@Override
	public void accept(@Nullable Throwable failure) {
		if (record(failure) && !PHASE.compareAndSet(this, SENDING, SETTLED)) {
			this.owner.executor().execute(this);
		}
	}

	@Override
	public void run() {
		try {
			announce();
		}
		finally {
			this.owner.settleOne();
		}
	}

	@Override
	public int upcoming() {
		return this.owner.countUnderWay();
	}

	@Override
	public void abandon() {
		this.owner.settleOne();
	}

	/**
	 * Returns the failure that counts against the scope.
	 * @return the failure, or {@code null} if there is none so far, the application
	 * accounts for it, or somebody has seen it
	 */
	@Nullable Throwable scopeFailure() {
		return this.accountedFor ? null : unseenFailure();
	}

	/**
	 * Returns whether the message counts against the scope as long as it is under way.
	 * @return whether it does
	 */
	boolean isScopeUncertain() {
		return !this.accountedFor && !isSettled() && !isSeen();
	}

	/**
	 * Returns whether nothing about this send can count any more.
	 * @return whether it can be forgotten
	 */
	boolean isForgettable() {
		return isSettled() && (failure() == null || this.accountedFor || isDone() && isSeen());
	}

	/**
	 * Waits for sends.
	 */
	interface Owner {

		/**
		 * Returns the executor that completes futures.
		 * @return the executor
		 */
		SettlementExecutor executor();

		/**
		 * Returns how many sends are under way.
		 * @return their number
		 */
		int countUnderWay();

		/**
		 * Called once per send, after all that depends on its future has run.
		 */
		void settleOne();

	}

}
