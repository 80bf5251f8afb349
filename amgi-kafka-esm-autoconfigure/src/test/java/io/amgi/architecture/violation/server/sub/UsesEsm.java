package io.amgi.architecture.violation.server.sub;

import io.amgi.esm.OnNack;

/**
 * A type of a subpackage that uses {@code esm}, which the rules must find.
 */
public class UsesEsm {

	public OnNack used;

}
