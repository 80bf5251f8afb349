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

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * The future of a {@link MessageSendEvent} that knows whether its holder waits for it. A
 * holder that sees a message fail and continues has decided to ignore the failure. Other
 * operations on this future do not change the message's result.
 */
public abstract class Confirmation extends CompletableFuture<Void> {

	private static final AtomicReferenceFieldUpdater<Confirmation, Object> OUTCOME = AtomicReferenceFieldUpdater
		.newUpdater(Confirmation.class, Object.class, "outcome");

	private static final AtomicReferenceFieldUpdater<Confirmation, Runnable> CALLBACK = AtomicReferenceFieldUpdater
		.newUpdater(Confirmation.class, Runnable.class, "callback");

	private static final AtomicIntegerFieldUpdater<Confirmation> WATCHERS = AtomicIntegerFieldUpdater
		.newUpdater(Confirmation.class, "watchers");

	private static final Object CONFIRMED = new Object();

	private static final Runnable CALLED = () -> {
	};

	// Null while the message is under way, then what it has failed with or CONFIRMED.
	private volatile @Nullable Object outcome;

	private volatile @Nullable Runnable callback;

	// Those who wait, who have seen the end, or who care for a failure otherwise.
	private volatile int watchers;

	/**
	 * Settles the message, unless it is settled, and {@link #announce() announces} it on
	 * this thread.
	 * @param failure the failure of the message, or {@code null} if it is confirmed
	 * @return whether it was not settled yet
	 */
	protected final boolean settle(@Nullable Throwable failure) {
		boolean first = record(failure);
		if (first) {
			announce();
		}
		return first;
	}

	/**
	 * Settles the message, unless it is settled, without completing this future yet.
	 * @param failure the failure of the message, or {@code null} if it is confirmed
	 * @return whether it was not settled yet
	 */
	protected final boolean record(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : null;
		Throwable reason = (cause != null) ? cause : failure;
		return OUTCOME.compareAndSet(this, null, (reason != null) ? reason : CONFIRMED);
	}

	/**
	 * Completes this future with the recorded outcome. All that depends on it has run
	 * when this returns, the {@link #onSettled callback} last.
	 */
	protected final void announce() {
		Throwable failure = failure();
		if (failure != null) {
			completeExceptionally(failure);
		}
		else {
			complete(null);
		}
		@Nullable Runnable callback = CALLBACK.getAndSet(this, CALLED);
		if (callback != null) {
			callback.run();
		}
	}

	/**
	 * Sets the callback to call once when the message is settled, regardless of what its
	 * holder does with this future, or immediately if the message is already settled.
	 * @param callback the only callback, which must not throw
	 */
	public final void onSettled(Runnable callback) {
		if (!CALLBACK.compareAndSet(this, null, callback)) {
			callback.run();
		}
	}

	/**
	 * Returns whether it is known what became of the message.
	 * @return whether the message is confirmed or has failed
	 */
	public final boolean isSettled() {
		return this.outcome != null;
	}

	/**
	 * Returns the message's failure, regardless of what its holder has done with this
	 * future.
	 * @return the failure, or {@code null} if there is none so far
	 */
	public final @Nullable Throwable failure() {
		return (this.outcome instanceof Throwable failure) ? failure : null;
	}

	/**
	 * Returns the message's failure, unless a holder has seen it.
	 * @return the failure, or {@code null} if there is none so far or it is seen
	 */
	public final @Nullable Throwable unseenFailure() {
		return isSeen() ? null : failure();
	}

	/**
	 * Says that a failure, should there be one, is cared for.
	 */
	public void see() {
		WATCHERS.incrementAndGet(this);
	}

	/**
	 * Returns whether a failure is cared for: somebody waits for this future, has waited
	 * until the message was settled, or has said so.
	 * @return whether a failure is seen
	 */
	public final boolean isSeen() {
		return this.watchers > 0;
	}

	private void giveUp() {
		WATCHERS.decrementAndGet(this);
	}

	@Override
	public Void get() throws InterruptedException, ExecutionException {
		see();
		try {
			super.get();
		}
		catch (InterruptedException ex) {
			giveUp();
			throw ex;
		}
		catch (ExecutionException | CancellationException ex) {
			endWait(true);
			throw ex;
		}
		return endWait(false);
	}

	@Override
	public Void get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		see();
		try {
			super.get(timeout, unit);
		}
		catch (InterruptedException | TimeoutException ex) {
			giveUp();
			throw ex;
		}
		catch (ExecutionException | CancellationException ex) {
			endWait(true);
			throw ex;
		}
		return endWait(false);
	}

	@Override
	public Void join() {
		see();
		try {
			super.join();
		}
		catch (CompletionException | CancellationException ex) {
			endWait(true);
			throw ex;
		}
		return endWait(false);
	}

	// The application can complete this future before the message is settled. A waiting
	// thread then does not see the message's result.
	@SuppressWarnings("NullAway") // Void has no other value.
	private Void endWait(boolean failed) {
		if (!isSettled() || !failed && failure() != null) {
			giveUp();
		}
		return null;
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

}
