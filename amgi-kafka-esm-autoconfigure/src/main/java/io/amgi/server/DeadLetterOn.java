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
	ALL

}
