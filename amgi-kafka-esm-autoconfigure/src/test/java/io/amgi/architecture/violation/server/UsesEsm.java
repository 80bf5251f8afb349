package io.amgi.architecture.violation.server;

import io.amgi.esm.OnNack;

/**
 * A type of the server that uses {@code esm}, which the rules must find.
 */
public class UsesEsm {

	public OnNack used;

}
