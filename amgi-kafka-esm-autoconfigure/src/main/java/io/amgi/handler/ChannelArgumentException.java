package io.amgi.handler;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.converter.MessageConversionException;

/**
 * What a channel method expects and a message does not have. The message of this
 * exception nacks the record and is reported to whoever reads the logs, so it must not
 * quote payload, key or header values. Those of other exceptions may, and are not
 * reported.
 */
public class ChannelArgumentException extends MessageConversionException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what was expected, where, and what kind of thing was found instead
	 */
	public ChannelArgumentException(String message) {
		super(message);
	}

	/**
	 * Creates an exception.
	 * @param message what was expected, where, and what kind of thing was found instead
	 * @param cause what was thrown instead, of which the log has the type and the stack
	 * trace, and not the message
	 */
	public ChannelArgumentException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
