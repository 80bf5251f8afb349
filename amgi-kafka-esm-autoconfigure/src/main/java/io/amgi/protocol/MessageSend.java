package io.amgi.protocol;

import java.util.concurrent.CompletableFuture;

/**
 * What stands behind {@code message.send}. A bean of this type replaces Kafka, for every
 * event.
 */
@FunctionalInterface
public interface MessageSend {

	/**
	 * Sends a message.
	 * @param event the message
	 * @return completed when the message is confirmed, exceptionally when it is not
	 */
	CompletableFuture<Void> send(MessageSendEvent event);

}
