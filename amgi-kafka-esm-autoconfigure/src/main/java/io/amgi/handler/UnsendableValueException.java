package io.amgi.handler;

import org.springframework.util.ClassUtils;

import io.amgi.protocol.NonRetryableException;

/**
 * A value that a channel method has returned and that nothing sends.
 */
final class UnsendableValueException extends NonRetryableException {

	private static final long serialVersionUID = 1L;

	UnsendableValueException(Class<?> type) {
		super("The method returned a value of type %s, but there is no @SendTo to send it to"
			.formatted(ClassUtils.getShortName(type)), false);
	}

}
