package io.amgi.sender;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way, as its handler holds it. It knows whether the handler waited for
 * it: who saw a message fail and went on has decided that it does not matter. What the
 * handler does with this future beyond that does not change the confirmation.
 */
final class SentMessage extends CompletableFuture<@Nullable Void> {

	private final CompletableFuture<@Nullable Throwable> settled = new CompletableFuture<>();

	private final boolean bestEffort;

	private volatile boolean seen;

	SentMessage(boolean bestEffort) {
		this.bestEffort = bestEffort;
	}

	/**
	 * Completes with the server's confirmation.
	 * @param sending sends the message
	 */
	void follow(Supplier<CompletableFuture<Void>> sending) {
		try {
			CompletableFuture<Void> confirmation = sending.get();
			confirmation.whenComplete((confirmed, failure) -> settle(confirmation, failure));
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
	}

	private void settle(CompletableFuture<Void> confirmation, @Nullable Throwable failure) {
		if (failure == null) {
			this.settled.complete(null);
			complete(null);
		}
		else {
			tellThatItIsSeen(confirmation);
			fail((failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure);
		}
	}

	// Otherwise the server would turn acks of other records into nacks because of it.
	private static void tellThatItIsSeen(CompletableFuture<Void> confirmation) {
		try {
			confirmation.join();
		}
		catch (RuntimeException ex) {
			// It is known already.
		}
	}

	void fail(Throwable failure) {
		this.settled.complete(failure);
		completeExceptionally(failure);
	}

	/**
	 * Returns what becomes of the message. Is to be asked when the handler has ended.
	 * @return completed with the failure that counts against the record, or with
	 * {@code null} when the message is confirmed or its failure does not matter
	 */
	CompletableFuture<@Nullable Throwable> outcome() {
		return this.settled.thenApply((failure) -> (this.bestEffort || this.seen) ? null : failure);
	}

	@Override
	public @Nullable Void get() throws InterruptedException, ExecutionException {
		try {
			return super.get();
		}
		finally {
			this.seen = isDone();
		}
	}

	@Override
	public @Nullable Void get(long timeout, TimeUnit unit)
			throws InterruptedException, ExecutionException, TimeoutException {
		try {
			return super.get(timeout, unit);
		}
		finally {
			this.seen = isDone();
		}
	}

	@Override
	public @Nullable Void join() {
		try {
			return super.join();
		}
		finally {
			this.seen = isDone();
		}
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

}
