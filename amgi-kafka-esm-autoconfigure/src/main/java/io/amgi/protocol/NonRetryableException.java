package io.amgi.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The cause of a nack which says that handling the message again would fail again.
 */
public class NonRetryableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message why the message cannot be handled
	 */
	public NonRetryableException(String message) {
		super(message);
	}

	/**
	 * Creates an exception.
	 * @param message why the message cannot be handled
	 * @param cause what it has failed with
	 */
	public NonRetryableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates an exception that need not say where it comes from.
	 * @param message why the message cannot be handled
	 * @param writableStackTrace whether it has a stack trace
	 */
	protected NonRetryableException(String message, boolean writableStackTrace) {
		super(message, null, false, writableStackTrace);
	}

}
