package io.amgi.protocol;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * The future of a {@link MessageSendEvent} that knows whether its holder waits for it:
 * who saw a message fail and went on has decided that it does not matter. Whatever else
 * is done with this future does not change what became of the message.
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

	// Who waits and has not given up, or has waited to the end.
	private volatile int watchers;

	/**
	 * Settles the message, unless it is settled. What depends on this future has run when
	 * this returns, the {@link #onSettled callback} last.
	 * @param failure what the message has failed with, or {@code null} if it is confirmed
	 * @return whether it was not settled yet
	 */
	protected boolean settle(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : null;
		Throwable reason = (cause != null) ? cause : failure;
		if (!OUTCOME.compareAndSet(this, null, (reason != null) ? reason : CONFIRMED)) {
			return false;
		}
		if (reason != null) {
			completeExceptionally(reason);
		}
		else {
			complete(null);
		}
		@Nullable Runnable callback = CALLBACK.getAndSet(this, CALLED);
		if (callback != null) {
			callback.run();
		}
		return true;
	}

	/**
	 * Sets what is called once when the message is settled, whatever its holder does with
	 * this future; at once, if it is settled.
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
	 * Returns what the message has failed with, whatever its holder has done with this
	 * future.
	 * @return the failure, or {@code null} if there is none so far
	 */
	public final @Nullable Throwable failure() {
		return (this.outcome instanceof Throwable failure) ? failure : null;
	}

	/**
	 * Returns what the message has failed with, if nobody cares for it.
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
	 * until it was done, or has said so.
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
			return super.get();
		}
		catch (InterruptedException ex) {
			giveUp();
			throw ex;
		}
	}

	@Override
	public Void get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		see();
		try {
			return super.get(timeout, unit);
		}
		catch (InterruptedException | TimeoutException ex) {
			giveUp();
			throw ex;
		}
	}

	@Override
	public Void join() {
		see();
		return super.join();
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

}
