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
final class SentMessage extends CompletableFuture<Void> {

	private final CompletableFuture<@Nullable Throwable> settled = new CompletableFuture<>();

	private final boolean bestEffort;

	private volatile @Nullable CompletableFuture<Void> confirmation;

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
			this.confirmation = confirmation;
			confirmation.whenComplete((confirmed, failure) -> settle(failure));
		}
		catch (RuntimeException ex) {
			settle(ex);
		}
	}

	void settle(@Nullable Throwable failure) {
		if (failure == null) {
			this.settled.complete(null);
			complete(null);
		}
		else {
			Throwable cause = failure.getCause();
			fail((failure instanceof CompletionException && cause != null) ? cause : failure);
		}
	}

	private void fail(Throwable failure) {
		if (this.bestEffort) {
			tellThatItIsSeen();
		}
		this.settled.complete(failure);
		completeExceptionally(failure);
	}

	/**
	 * Returns when the message is settled, whatever the handler does with this future.
	 * @return completed with the failure, or with {@code null} when the message is
	 * confirmed
	 */
	CompletableFuture<@Nullable Throwable> settled() {
		return this.settled;
	}

	/**
	 * Ends the handler's time to see the message fail.
	 */
	void end() {
		if (this.seen) {
			tellThatItIsSeen();
		}
	}

	/**
	 * Returns the failure of a settled message, which the server then takes for seen.
	 * @return the failure, or {@code null} if there is none or it does not matter
	 */
	@Nullable Throwable takeFailure() {
		Throwable failure = this.settled.join();
		if (failure != null) {
			tellThatItIsSeen();
		}
		return (this.bestEffort || this.seen) ? null : failure;
	}

	// The server turns acks into nacks because of failures that nobody waited for.
	private void tellThatItIsSeen() {
		try {
			CompletableFuture<Void> confirmation = this.confirmation;
			if (confirmation != null) {
				confirmation.join();
			}
		}
		catch (RuntimeException ex) {
			// It is known already.
		}
	}

	@Override
	public Void get() throws InterruptedException, ExecutionException {
		try {
			return super.get();
		}
		finally {
			this.seen = isDone();
		}
	}

	@Override
	public Void get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		try {
			return super.get(timeout, unit);
		}
		finally {
			this.seen = isDone();
		}
	}

	@Override
	public Void join() {
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
