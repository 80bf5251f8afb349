package io.amgi.handler;

import org.springframework.core.MethodParameter;

/**
 * An argument that could not be had from a message. It tells in our words which one and
 * why; the exception behind it is left out, since those quote values.
 */
final class ArgumentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ArgumentException(ChannelMethod method, MethodParameter parameter, String problem) {
		super("Couldn't resolve %s of %s: %s".formatted(describe(parameter), method, problem), null, false, false);
	}

	static String describe(MethodParameter parameter) {
		String name = parameter.getParameterName();
		return (name != null) ? "parameter '" + name + "'" : "parameter " + parameter.getParameterIndex();
	}

}
