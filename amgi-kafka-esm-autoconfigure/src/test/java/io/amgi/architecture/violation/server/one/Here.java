package io.amgi.architecture.violation.server.one;

import io.amgi.architecture.violation.server.other.There;

/**
 * One half of a cycle of packages.
 */
public class Here {

	public There there;

}
