package io.amgi.esm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;

/**
 * The future of a {@code message.send} that knows whether the application waited for it:
 * who saw a send fail and went on has decided that it does not matter.
 */
final class TrackedSend extends CompletableFuture<Void> {

	private final CompletableFuture<@Nullable Void> settled = new CompletableFuture<>();

	private volatile boolean seen;

	/**
	 * Sends the message and completes with its confirmation.
	 * @param message the message
	 * @param messageSend what to send by
	 */
	void send(MessageSendEvent message, MessageSend messageSend) {
		follow(() -> messageSend.send(message));
	}

	// Completes as what is started does.
	void follow(Supplier<CompletableFuture<Void>> start) {
		try {
			start.get().whenComplete(this::settle);
		}
		catch (RuntimeException ex) {
			settle(null, ex);
		}
	}

	void expire(Throwable cause) {
		settle(null, cause);
	}

	private void settle(@Nullable Void confirmed, @Nullable Throwable failure) {
		if (failure != null) {
			completeExceptionally(failure);
		}
		else {
			complete(confirmed);
		}
		this.settled.complete(null);
	}

	// Returns what completes after this, when all that depends on this has run.
	CompletableFuture<@Nullable Void> settled() {
		return this.settled;
	}

	// Returns whether there is neither something to wait for nor a failure to care for.
	boolean isDealtWith() {
		return this.settled.isDone() && unseenFailure() == null;
	}

	// Says that a failure is cared for.
	void see() {
		this.seen = true;
	}

	/**
	 * Returns what the send failed with, if the application did not see it.
	 * @return the failure, or {@code null} if there is none or it was seen
	 */
	@Nullable Throwable unseenFailure() {
		return (isCompletedExceptionally() && !this.seen) ? handle((confirmed, failure) -> failure).join() : null;
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
		this.seen = true;
		return super.join();
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

}
