package io.amgi.server;

import io.amgi.protocol.NotCompletedException;

/**
 * Why a record was not attempted: another one had failed.
 */
final class StoppedException extends NotCompletedException {

	private static final long serialVersionUID = 1L;

	StoppedException(String message) {
		super(message);
	}

}
