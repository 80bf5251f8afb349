package io.amgi.architecture.violation.server;

/**
 * One half of a cycle of classes.
 */
public class Hen {

	public Egg egg;

}
