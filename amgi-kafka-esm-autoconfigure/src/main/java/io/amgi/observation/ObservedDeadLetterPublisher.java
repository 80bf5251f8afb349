package io.amgi.observation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.amgi.protocol.MessageSend;
import io.amgi.server.DeadLetter;
import io.amgi.server.DeadLetterPublisher;

/**
 * Observes the messages by which dead letters are published. Their trace context is that
 * of the record's processing.
 */
public final class ObservedDeadLetterPublisher implements DeadLetterPublisher {

	private final DeadLetterPublisher publisher;

	private final SendObservations sends;

	private final Executor executor;

	/**
	 * Creates a publisher.
	 * @param publisher the publisher of dead letters
	 * @param sends observes messages
	 * @param executor ends observations, since a producer's thread must not
	 */
	public ObservedDeadLetterPublisher(DeadLetterPublisher publisher, SendObservations sends, Executor executor) {
		this.publisher = publisher;
		this.sends = sends;
		this.executor = executor;
	}

	@Override
	public CompletableFuture<Void> publish(DeadLetter letter, MessageSend send) {
		return this.publisher.publish(letter,
				(message) -> this.sends.observe(message, null, send::send, this.executor));
	}

}
