package io.amgi.architecture.violation.server;

/**
 * The other half of a cycle of classes.
 */
public class Egg {

	public Hen hen;

}
