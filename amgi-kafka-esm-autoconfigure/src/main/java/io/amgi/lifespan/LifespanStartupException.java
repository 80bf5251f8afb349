package io.amgi.lifespan;

/**
 * An application that could not start.
 */
public class LifespanStartupException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LifespanStartupException(String message) {
		super(message);
	}

}
