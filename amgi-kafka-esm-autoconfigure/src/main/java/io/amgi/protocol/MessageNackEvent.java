package io.amgi.protocol;

import org.jspecify.annotations.Nullable;

/**
 * {@code message.nack}: a message could not be handled.
 *
 * @param id the message's id
 * @param message why it could not
 * @param cause what policies go by, {@link NotCompletedException} for a message that was
 * never handled, or {@code null}
 */
public record MessageNackEvent(String id, String message, @Nullable Throwable cause) implements SendEvent {

	/**
	 * Creates a nack without a cause.
	 * @param id the message's id
	 * @param message why it could not be handled
	 */
	public MessageNackEvent(String id, String message) {
		this(id, message, null);
	}

	/**
	 * Creates a nack because of an exception. A {@link LinkageError} is a fault of the
	 * deployment and not of the message, which counts as not completed.
	 * @param id the message's id
	 * @param cause the exception, whose message becomes that of the nack; if it has none,
	 * or throws when it is asked, the name of its class
	 * @return the nack
	 */
	public static MessageNackEvent because(String id, Throwable cause) {
		String reason = messageOf(cause);
		String message = (reason != null) ? reason : cause.getClass().getName();
		return new MessageNackEvent(id, message,
				(cause instanceof LinkageError) ? new NotCompletedException(message, cause) : cause);
	}

	// An application's exception may throw whatever it likes, or call itself.
	private static @Nullable String messageOf(Throwable cause) {
		try {
			return cause.getMessage();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	@Override
	public String type() {
		return "message.nack";
	}

}
