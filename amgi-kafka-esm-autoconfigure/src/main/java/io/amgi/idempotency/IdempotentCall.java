package io.amgi.idempotency;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.Interception;
import io.amgi.protocol.NotCompletedException;

/**
 * A call of an idempotent method.
 */
abstract class IdempotentCall implements Interception {

	/**
	 * The reason of records whose keys were held for longer than they could wait.
	 */
	static final NotCompletedException HELD = new NotCompletedException(
			"Not attempted: another delivery of the record is being handled");

	private final ScopeClaims claims;

	IdempotentCall(ScopeClaims claims) {
		this.claims = claims;
	}

	final ScopeClaims claims() {
		return this.claims;
	}

	/**
	 * Opens the call, before arguments are resolved.
	 */
	abstract void open();

	/**
	 * Returns the key of a message that is claimed, and so to be completed or released.
	 * @param index the message's index
	 * @return the key, or {@code null} if the message was handled without a claim, or is
	 * completed already
	 */
	abstract @Nullable IdempotencyKey claimed(int index);

}
