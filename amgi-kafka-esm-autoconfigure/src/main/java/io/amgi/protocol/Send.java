package io.amgi.protocol;

import java.util.concurrent.CompletableFuture;

/**
 * The way from an application to the server.
 */
@FunctionalInterface
public interface Send {

	/**
	 * Sends an event to the server. After the end of its scope, which may come before the
	 * application has left it, acks and nacks do nothing, and messages fail.
	 * @param event the event
	 * @return completed at once for all events but {@link MessageSendEvent}, whose future
	 * completes when the message is confirmed, exceptionally when it is not; a server may
	 * return a {@link Confirmation} there, which saves the application one of its own
	 * @throws IllegalStateException if the scope is not in a state for this event
	 */
	CompletableFuture<Void> send(SendEvent event);

}
