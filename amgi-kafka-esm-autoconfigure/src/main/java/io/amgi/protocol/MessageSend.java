package io.amgi.protocol;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code message.send}. A bean of this type replaces Kafka, for every
 * event.
 */
@FunctionalInterface
public interface MessageSend {

	/**
	 * Sends a message.
	 * @param event the message
	 * @return completed when the message is confirmed, exceptionally when it is not: with
	 * a {@link NonRetryableException} if the message was refused for good, and with any
	 * other exception if nobody knows whether it has arrived, so that the record which
	 * sent it counts as not completed
	 */
	CompletableFuture<Void> send(MessageSendEvent event);

	/**
	 * Sends a message for a caller that needs no future. Worth implementing where one
	 * would be made for this alone.
	 * @param event the message
	 * @param settled called once, with what the message has failed with, or {@code null}
	 * when it is confirmed; not called if this throws
	 */
	default void send(MessageSendEvent event, Consumer<@Nullable Throwable> settled) {
		send(event).whenComplete((confirmed, failure) -> settled.accept(failure));
	}

}
