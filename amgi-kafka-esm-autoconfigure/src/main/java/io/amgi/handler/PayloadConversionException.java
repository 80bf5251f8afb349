package io.amgi.handler;

import org.springframework.messaging.converter.MessageConversionException;

/**
 * A payload that is not what a channel method expects. The message is reported to whoever
 * reads the logs and must not quote the payload.
 */
public class PayloadConversionException extends MessageConversionException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what was expected, where, and what kind of thing was found instead
	 */
	public PayloadConversionException(String message) {
		super(message);
	}

}
