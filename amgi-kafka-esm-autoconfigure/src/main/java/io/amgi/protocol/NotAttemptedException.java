package io.amgi.protocol;

/**
 * The cause of a nack which says that the message was never handled, or was cut off.
 */
public class NotAttemptedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message why the message was not handled
	 */
	public NotAttemptedException(String message) {
		super(message, null, false, false);
	}

}
