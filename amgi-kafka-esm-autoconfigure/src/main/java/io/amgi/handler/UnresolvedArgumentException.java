package io.amgi.handler;

/**
 * An argument that could not be had from a message. It tells in our words which one and
 * why; the exception behind it is left out, since those quote values.
 */
final class UnresolvedArgumentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnresolvedArgumentException(String parameter, ChannelMethod method, String problem) {
		super("Couldn't resolve %s of %s: %s".formatted(parameter, method, problem), null, false, false);
	}

}
