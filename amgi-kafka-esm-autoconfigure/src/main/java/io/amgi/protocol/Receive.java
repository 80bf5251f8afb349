package io.amgi.protocol;

/**
 * The events that the server has for a scope.
 */
@FunctionalInterface
public interface Receive {

	/**
	 * Returns the scope's next event, waiting for it where need be.
	 * @return the next event
	 * @throws InterruptedException if the thread is interrupted while it waits
	 * @throws IllegalStateException if the scope has no further event
	 */
	ReceiveEvent receive() throws InterruptedException;

}
