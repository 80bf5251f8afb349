package io.amgi.server;

/**
 * Which nacked records become dead letters. Records that were not attempted, or not
 * handled to their end, never do.
 */
public enum DeadLetterOn {

	/**
	 * Those that would fail again with each delivery.
	 */
	FATAL,

	/**
	 * All.
	 */
	ALL;

	// A database that is away for a minute must not empty a topic into dead letters
	// where Lambda would retry.
	static DeadLetterOn defaultOf(Redelivery redelivery) {
		return (redelivery == Redelivery.NONE) ? ALL : FATAL;
	}

}
