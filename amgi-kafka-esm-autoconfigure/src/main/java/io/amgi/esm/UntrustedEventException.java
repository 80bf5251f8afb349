package io.amgi.esm;

/**
 * An event from elsewhere than allowed. It fails the invocation before any record is
 * handled or any broker is connected to.
 */
public class UntrustedEventException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UntrustedEventException(String message) {
		super(message);
	}

}
