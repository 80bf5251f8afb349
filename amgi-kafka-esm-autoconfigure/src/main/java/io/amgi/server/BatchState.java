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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.NotCompletedException;

/**
 * The state of a batch that all of its scopes share: whether records may still start, and
 * why not.
 */
final class BatchState {

	private final FailureScope failureScope;

	private final Ordering ordering;

	private final DeadLetters deadLetters;

	private final ShutdownGate gate;

	private final FailureLog failureLog;

	private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);

	private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();

	private volatile Runnable onAbort = () -> {
	};

	private volatile Observations observations = Observations.NONE;

	private volatile boolean begun;

	private volatile boolean inline;

	BatchState(FailureScope failureScope, Ordering ordering, DeadLetters deadLetters, ShutdownGate gate) {
		this.failureScope = failureScope;
		this.ordering = ordering;
		this.deadLetters = deadLetters;
		this.failureLog = new FailureLog(deadLetters);
		this.gate = gate;
	}

	DeadLetters deadLetters() {
		return this.deadLetters;
	}

	FailureLog failureLog() {
		return this.failureLog;
	}

	/**
	 * Sets what observes the batch.
	 * @param observations the observations
	 */
	void observe(Observations observations) {
		this.observations = observations;
	}

	Observations observations() {
		return this.observations;
	}

	/**
	 * Returns whether a record that cannot be delivered lets those behind it pass.
	 * @return whether it does
	 */
	boolean passesDefects() {
		return !stopsGroups() || this.deadLetters.areEnabled();
	}

	/**
	 * Returns whether a failed record stops those behind it.
	 * @return whether it does
	 */
	boolean stopsGroups() {
		return this.failureScope != FailureScope.NOTHING;
	}

	boolean isRunning() {
		return this.state.get() == State.RUNNING && this.gate.refusal() == null;
	}

	/**
	 * Returns whether time is up, so that a failure says nothing about its record.
	 * @return whether it is
	 */
	boolean isCut() {
		return this.state.get() == State.CUT;
	}

	/**
	 * Returns whether the server is shut down, so that nothing more is decided or sent.
	 * @return whether it is
	 */
	boolean isShutDown() {
		return this.gate.isClosed();
	}

	/**
	 * Returns the reason why undecided records stay so during a shutdown.
	 * @return the reason, or {@code null} without a shutdown
	 */
	@Nullable NotCompletedException shutdown() {
		return this.gate.refusal();
	}

	/**
	 * Waits, at most until the server is shut down or the thread is interrupted.
	 * @param duration the time to wait
	 * @return whether records may still be handled then
	 */
	boolean pause(Duration duration) {
		try {
			this.gate.awaitClosing(duration);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		return isRunning();
	}

	/**
	 * Records that a record has been attempted, without which the margin does not cut the
	 * batch short.
	 */
	void begin() {
		this.begun = true;
	}

	boolean hasBegun() {
		return this.begun;
	}

	/**
	 * Records a failure.
	 */
	void fail() {
		this.begun = true;
		if (this.failureScope == FailureScope.EVERYTHING) {
			this.state.compareAndSet(State.RUNNING, State.STOPPED);
		}
	}

	/**
	 * Ends the batch because time is up: nothing more starts, and what fails from now on
	 * counts as cut.
	 */
	void cut() {
		this.state.set(State.CUT);
	}

	/**
	 * Ends the batch because of a failure that is not a record's.
	 * @param error the failure
	 */
	void abort(Throwable error) {
		this.error.compareAndSet(null, error);
		cut();
		this.onAbort.run();
	}

	/**
	 * Sets the callback for {@link #abort(Throwable)}.
	 * @param onAbort the callback
	 */
	void onAbort(Runnable onAbort) {
		this.onAbort = onAbort;
	}

	@Nullable Throwable error() {
		return this.error.get();
	}

	/**
	 * Throws the failure that the batch was aborted with, if there is one. The interrupt
	 * of the calling thread ends with it: the next batch must not fail because of it.
	 */
	void throwError() {
		Throwable error = error();
		if (error instanceof InterruptedException) {
			throw new IllegalStateException("The invocation was interrupted", error);
		}
		if (error != null) {
			ReflectionUtils.rethrowRuntimeException(error);
		}
	}

	/**
	 * Records that handlers run on the calling thread, whose interrupts are not for them.
	 */
	void runInline() {
		this.inline = true;
	}

	/**
	 * Forgets an interrupt that a handler has left behind on a thread of ours, since it
	 * must not fail another record. Whoever cuts the batch short interrupts after that.
	 */
	void forgetInterrupt() {
		if (!this.inline && Thread.interrupted() && isCut()) {
			Thread.currentThread().interrupt();
		}
	}

	Refusal refusal(Throwable cause) {
		return refusal(MessageNackEvent.because("", cause));
	}

	// An interrupt of the calling thread fails the batch, not the record.
	private void abortIfInterrupted(@Nullable Throwable cause) {
		if (this.inline && cause instanceof InterruptedException) {
			abort(cause);
		}
	}

	Refusal refusal(MessageNackEvent nack) {
		abortIfInterrupted(nack.cause());
		return Refusal.of(nack, this.deadLetters);
	}

	/**
	 * Returns why a record was not attempted that is ordered behind a failed one.
	 * @return the reason
	 */
	NotCompletedException behindFailure() {
		return new StoppedException("Not attempted: " + this.ordering.failureBefore());
	}

	/**
	 * Returns why a record was not attempted, as things stand.
	 * @return the reason
	 */
	NotCompletedException notAttempted() {
		NotCompletedException shutdown = shutdown();
		if (shutdown != null) {
			return shutdown;
		}
		return switch (this.state.get()) {
			case RUNNING -> new NotCompletedException("Not attempted: its turn did not come");
			case STOPPED -> new StoppedException("Not attempted: another record failed");
			case CUT -> new NotCompletedException("Not attempted: the deadline was near");
		};
	}

	/**
	 * The states of a batch: {@code RUNNING -> STOPPED -> CUT}, either may be skipped.
	 */
	private enum State {

		RUNNING, STOPPED, CUT

	}

}
