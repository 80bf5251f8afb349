package io.amgi.server;

import java.util.concurrent.CompletableFuture;

import io.amgi.protocol.MessageSend;

/**
 * Publishes records that are given up, so that they count as handled.
 */
@FunctionalInterface
public interface DeadLetterPublisher {

	/**
	 * Publishes a record. Several threads may publish.
	 * @param letter the record
	 * @param send what the invocation's messages are sent by
	 * @return completed when the publication is confirmed, exceptionally when it is not,
	 * and the record stays nacked
	 */
	CompletableFuture<Void> publish(DeadLetter letter, MessageSend send);

}
