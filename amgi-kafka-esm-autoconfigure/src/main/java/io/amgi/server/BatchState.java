package io.amgi.server;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import io.amgi.protocol.NotCompletedException;

/**
 * The state of a batch that all of its scopes share: whether records may still start, and
 * why not.
 */
final class BatchState {

	private final FailureScope failureScope;

	private final Ordering ordering;

	private final DeadLetters deadLetters;

	private final FailureLog failureLog = new FailureLog();

	private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);

	private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();

	private volatile boolean begun;

	BatchState(FailureScope failureScope, Ordering ordering, DeadLetters deadLetters) {
		this.failureScope = failureScope;
		this.ordering = ordering;
		this.deadLetters = deadLetters;
	}

	DeadLetters deadLetters() {
		return this.deadLetters;
	}

	// Returns whether the records behind one that cannot be delivered are delivered.
	boolean passesDefects() {
		return !stopsGroups() || this.deadLetters.areEnabled();
	}

	// Returns whether a failed record stops those behind it.
	boolean stopsGroups() {
		return this.failureScope != FailureScope.NOTHING;
	}

	FailureLog failureLog() {
		return this.failureLog;
	}

	boolean isRunning() {
		return this.state.get() == State.RUNNING;
	}

	boolean isCut() {
		return this.state.get() == State.CUT;
	}

	/**
	 * Takes down that a record has been attempted, without which the margin does not cut
	 * the invocation short.
	 */
	void begin() {
		this.begun = true;
	}

	boolean hasBegun() {
		return this.begun;
	}

	/**
	 * Takes down that a record has failed.
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
	 * @param error what the invocation shall fail with
	 */
	void abort(Throwable error) {
		this.error.compareAndSet(null, error);
		cut();
	}

	@Nullable Throwable error() {
		return this.error.get();
	}

	/**
	 * Throws what the invocation fails with, if anything.
	 */
	void throwError() {
		Throwable error = error();
		if (error instanceof InterruptedException) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The invocation was interrupted", error);
		}
		if (error != null) {
			ReflectionUtils.rethrowRuntimeException(error);
		}
	}

	// Returns why a record was not attempted that is ordered behind a failed one.
	NotCompletedException behindFailure() {
		return new StoppedException("Not attempted: " + this.ordering.failureBefore());
	}

	// Returns why a record was not attempted, as things stand.
	NotCompletedException notAttempted() {
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
