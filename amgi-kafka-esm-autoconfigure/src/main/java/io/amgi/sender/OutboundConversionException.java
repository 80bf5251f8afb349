package io.amgi.sender;

import org.springframework.messaging.converter.MessageConversionException;

/**
 * What a key or payload has that no message can hold. The message of this exception is
 * reported to whoever reads the logs, so it must not quote the value. Those of a
 * converter's other exceptions may, and are not reported.
 */
public class OutboundConversionException extends MessageConversionException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what cannot be converted, and where it is
	 */
	public OutboundConversionException(String message) {
		super(message);
	}

}
