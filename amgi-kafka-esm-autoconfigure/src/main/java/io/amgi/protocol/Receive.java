package io.amgi.protocol;

/**
 * The events that the server has for a scope.
 */
@FunctionalInterface
public interface Receive {

	/**
	 * Returns the scope's next event, waiting for it where need be.
	 * @return the next event
	 * @throws InterruptedException if the thread is interrupted while it waits, or the
	 * server hands out nothing more since time is up
	 * @throws NotCompletedException if the next message is not to be handled because one
	 * before it has failed, or because the application ends
	 * @throws IllegalStateException if the scope has no further event
	 */
	ReceiveEvent receive() throws InterruptedException;

}
