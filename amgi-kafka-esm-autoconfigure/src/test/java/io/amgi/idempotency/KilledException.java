package io.amgi.idempotency;

/**
 * Thrown where a process is killed: nothing that it does afterwards has an effect.
 */
final class KilledException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	KilledException() {
		super("Killed");
	}

}
