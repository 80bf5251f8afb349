package io.amgi.architecture.violation.server.other;

import io.amgi.architecture.violation.server.one.Here;

/**
 * The other half of a cycle of packages.
 */
public class There {

	public Here here;

}
