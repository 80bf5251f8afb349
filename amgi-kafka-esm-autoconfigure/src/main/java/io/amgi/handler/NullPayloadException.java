package io.amgi.handler;

/**
 * A payload that is {@code null} in its own format, as it can be in JSON. To a parameter
 * it is what a missing payload is: {@code null} or empty where that may be, otherwise the
 * record is nacked with this exception's message.
 */
public class NullPayloadException extends ChannelArgumentException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what was expected instead, where
	 */
	public NullPayloadException(String message) {
		super(message);
	}

}
