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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.NotCompletedException;
import io.amgi.server.TrackedSend.Owner;

/**
 * The messages of a scope that are under way, and the decisions that an application owes
 * for records it accounts for itself. A confirmation only counts.
 */
final class ScopeSends implements Owner {

	private static final int FEW = 64;

	private static final CompletableFuture<Void> BY_NOBODY = CompletableFuture.completedFuture(null);

	private final SettlementExecutor executor;

	// In the order in which they were sent; those that have arrived go when they are
	// many.
	private final List<TrackedSend> sends = new ArrayList<>(0);

	private int many = FEW;

	private volatile int begun;

	private final AtomicInteger settled = new AtomicInteger();

	// Acknowledgements that are certain, but not given yet.
	private final AtomicInteger lingering = new AtomicInteger();

	// Completed when nothing is under way, if somebody waits for that.
	private volatile CompletableFuture<Void> awaited = BY_NOBODY;

	private @Nullable NotCompletedException unconfirmed;

	/**
	 * Creates an empty record of sends.
	 * @param executor completes the futures of sends
	 */
	ScopeSends(SettlementExecutor executor) {
		this.executor = executor;
	}

	/**
	 * Adds a message that is being sent.
	 * @param accountedFor whether the application accounts for a failure
	 * @return its confirmation
	 */
	synchronized TrackedSend add(boolean accountedFor) {
		if (this.sends.size() >= this.many) {
			forgetSettled();
		}
		TrackedSend send = new TrackedSend(this, accountedFor);
		this.sends.add(send);
		this.begun++;
		return send;
	}

	/**
	 * Adds a decision that the application owes, to be {@link #settleOne() settled}.
	 */
	synchronized void addDecision() {
		this.begun++;
	}

	private synchronized void forgetSettled() {
		this.sends.removeIf(TrackedSend::isForgettable);
		this.many = Math.max(FEW, 2 * this.sends.size());
	}

	@Override
	public SettlementExecutor executor() {
		return this.executor;
	}

	@Override
	public int countUnderWay() {
		// In this order: nothing settles before it has begun.
		int settled = this.settled.get();
		return this.begun - settled;
	}

	@Override
	public void settleOne() {
		this.settled.incrementAndGet();
		wake();
	}

	private void wake() {
		CompletableFuture<Void> awaited = this.awaited;
		if (!awaited.isDone() && isTurnOver()) {
			awaited.complete(null);
		}
	}

	/**
	 * Lets turns end without one of the decisions that were added.
	 */
	void linger() {
		this.lingering.incrementAndGet();
		wake();
	}

	/**
	 * Ends what {@link #linger()} has begun, before the decision is settled.
	 */
	void endLinger() {
		this.lingering.decrementAndGet();
	}

	// The order of the two checks matters: an acknowledgement that settles in between
	// counts at most once.
	private boolean isTurnOver() {
		int settled = this.settled.get();
		return settled + this.lingering.get() >= this.begun;
	}

	/**
	 * Returns whether nothing is under way.
	 * @return whether all is settled
	 */
	boolean areSettled() {
		return countUnderWay() == 0;
	}

	/**
	 * Waits until nothing is under way, including what is sent because of it. Whether it
	 * has failed is another question.
	 * @param nanos the maximum time to wait
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void await(long nanos) throws InterruptedException {
		long start = System.nanoTime();
		long left = nanos;
		while (!areSettled() && left > 0) {
			await(left, this::areSettled);
			left = nanos - (System.nanoTime() - start);
		}
		forgetSettled();
	}

	/**
	 * Waits until nothing is under way but acknowledgements that are certain.
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void awaitTurn() throws InterruptedException {
		while (!isTurnOver()) {
			await(Long.MAX_VALUE, this::isTurnOver);
		}
		forgetSettled();
	}

	private void await(long nanos, BooleanSupplier over) throws InterruptedException {
		CompletableFuture<Void> awaited = awaited();
		try {
			// Checks again, because earlier settlements did not know of this future.
			if (!over.getAsBoolean()) {
				awaited.get(nanos, TimeUnit.NANOSECONDS);
			}
		}
		catch (ExecutionException | TimeoutException ex) {
			// Each send is asked on its own.
		}
	}

	private synchronized CompletableFuture<Void> awaited() {
		if (this.awaited.isDone()) {
			this.awaited = new CompletableFuture<>();
		}
		return this.awaited;
	}

	/**
	 * Fails the messages that are still under way.
	 */
	void expire() {
		for (TrackedSend send : underWay()) {
			send.accept(unconfirmed());
		}
	}

	private synchronized List<TrackedSend> underWay() {
		return this.sends.stream().filter((send) -> !send.isSettled()).toList();
	}

	/**
	 * Returns a failure that counts against the scope.
	 * @return the first such failure, or {@code null}
	 */
	synchronized @Nullable Throwable scopeFailure() {
		for (TrackedSend send : this.sends) {
			Throwable failure = send.scopeFailure();
			if (failure != null) {
				return failure;
			}
		}
		return null;
	}

	/**
	 * Returns the failure that counts against the scope at its end, when a message under
	 * way that nobody waits for is a failure as well.
	 * @return the first such failure, always the same one while nothing changes, or
	 * {@code null}
	 */
	synchronized @Nullable Throwable lastScopeFailure() {
		return this.sends.stream().anyMatch(TrackedSend::isScopeUncertain) ? unconfirmed() : scopeFailure();
	}

	private synchronized NotCompletedException unconfirmed() {
		NotCompletedException unconfirmed = this.unconfirmed;
		if (unconfirmed == null) {
			unconfirmed = new NotCompletedException("A message was not confirmed in time, may still arrive");
			this.unconfirmed = unconfirmed;
		}
		return unconfirmed;
	}

}
