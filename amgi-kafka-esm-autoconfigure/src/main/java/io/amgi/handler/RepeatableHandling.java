package io.amgi.handler;

import io.amgi.handler.Interception.Handling;

/**
 * The invocation of a method, which may be repeated after a failure.
 */
interface RepeatableHandling extends Handling {

	/**
	 * Forgets the failed attempt, before another one.
	 */
	void restart();

}
