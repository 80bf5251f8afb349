package io.amgi.idempotency;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.NonRetryableException;

/**
 * Thrown if a record's key expression has no value that can be a key. Names the value's
 * type only.
 */
final class InvalidKeyException extends NonRetryableException {

	private static final long serialVersionUID = 1L;

	InvalidKeyException(@Nullable Object value) {
		this((value != null) ? value.getClass().getSimpleName() : "null");
	}

	InvalidKeyException(String found) {
		super("The idempotency key must be text, a number, a UUID, an enum constant, bytes or a list of these, but is: "
				+ found, false);
	}

}
