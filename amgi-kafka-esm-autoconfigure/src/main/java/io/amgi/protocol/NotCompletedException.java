package io.amgi.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The cause of a nack which says that the message was never handled, or was cut off.
 */
public class NotCompletedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message why the message was not handled
	 */
	public NotCompletedException(String message) {
		this(message, null);
	}

	/**
	 * Creates an exception.
	 * @param message why the message was not handled
	 * @param cause what has kept it from that, if it was an exception
	 */
	public NotCompletedException(String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
	}

}
