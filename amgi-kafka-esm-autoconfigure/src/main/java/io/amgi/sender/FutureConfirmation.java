package io.amgi.sender;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.Confirmation;

/**
 * The confirmation of a server that promises no more than a future. That future is waited
 * for where a failure is seen, which is how such a server may know.
 */
final class FutureConfirmation extends Confirmation {

	private final CompletableFuture<Void> future;

	private FutureConfirmation(CompletableFuture<Void> future) {
		this.future = future;
	}

	/**
	 * Returns the confirmation that a future stands for.
	 * @param future what the server has returned
	 * @return the same, if it is a confirmation
	 */
	static Confirmation of(CompletableFuture<Void> future) {
		if (future instanceof Confirmation confirmation) {
			return confirmation;
		}
		FutureConfirmation message = new FutureConfirmation(future);
		future.whenComplete((confirmed, failure) -> message.follow(failure));
		return message;
	}

	/**
	 * Returns the confirmation of a message that was not even sent.
	 * @param failure why it was not
	 * @return the failed confirmation
	 */
	static Confirmation failed(Throwable failure) {
		return of(CompletableFuture.failedFuture(failure));
	}

	private void follow(@Nullable Throwable failure) {
		settle(failure);
		if (isSeen()) {
			tellThatItIsSeen();
		}
	}

	@Override
	public void see() {
		super.see();
		if (isSettled()) {
			tellThatItIsSeen();
		}
	}

	// The server turns acks into nacks because of failures that nobody waited for.
	private void tellThatItIsSeen() {
		try {
			this.future.join();
		}
		catch (RuntimeException ex) {
			// It is known already.
		}
	}

}
