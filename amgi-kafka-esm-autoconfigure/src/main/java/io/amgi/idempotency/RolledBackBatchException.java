package io.amgi.idempotency;

/**
 * Thrown in place of an exception that tells a batch's failed message, since none of the
 * batch's effects remain.
 */
final class RolledBackBatchException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	RolledBackBatchException(Exception failure) {
		super(failure.getMessage(), null, false, true);
		setStackTrace(failure.getStackTrace());
	}

}
