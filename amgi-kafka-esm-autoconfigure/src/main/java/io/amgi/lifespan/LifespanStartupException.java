package io.amgi.lifespan;

import org.jspecify.annotations.Nullable;

/**
 * An application that could not start.
 */
public class LifespanStartupException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LifespanStartupException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
