package io.amgi.sender;

import java.util.concurrent.CompletableFuture;

import io.amgi.protocol.Confirmation;

/**
 * The confirmation of a message whose server, or middleware, returns a future of another
 * kind.
 */
final class FutureConfirmation extends Confirmation {

	private FutureConfirmation() {
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
		FutureConfirmation message = new FutureConfirmation();
		future.whenComplete((confirmed, failure) -> message.settle(failure));
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

}
