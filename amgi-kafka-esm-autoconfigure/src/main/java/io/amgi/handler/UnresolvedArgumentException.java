package io.amgi.handler;

import org.springframework.messaging.handler.HandlerMethod;

import io.amgi.protocol.NonRetryableException;

/**
 * An argument that could not be had from a message. It tells in our words which one and
 * why; the exception behind it is left out, since those quote values.
 */
final class UnresolvedArgumentException extends NonRetryableException {

	private static final long serialVersionUID = 1L;

	UnresolvedArgumentException(String argument, HandlerMethod method, String problem) {
		super("Couldn't resolve %s of %s: %s".formatted(argument, Descriptions.of(method), problem), false);
	}

}
