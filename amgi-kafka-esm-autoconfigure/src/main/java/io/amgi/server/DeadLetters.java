package io.amgi.server;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.protocol.MessageSend;

/**
 * Decides which records become dead letters, and when.
 */
final class DeadLetters {

	static final DeadLetters NONE = new DeadLetters(null, DeadLetterOn.ALL, Redelivery.NONE,
			NonRetryableExceptions.DEFAULT);

	private final @Nullable DeadLetterPublisher publisher;

	private final DeadLetterOn on;

	private final Redelivery redelivery;

	private final NonRetryableExceptions nonRetryable;

	DeadLetters(@Nullable DeadLetterPublisher publisher, DeadLetterOn on, Redelivery redelivery,
			NonRetryableExceptions nonRetryable) {
		this.publisher = publisher;
		this.on = on;
		this.redelivery = redelivery;
		this.nonRetryable = nonRetryable;
	}

	boolean areEnabled() {
		return this.publisher != null;
	}

	// Returns whether letters wait for the complete outcome: where the batch comes back,
	// each delivery would publish them again.
	boolean goLast() {
		return this.redelivery == Redelivery.BATCH;
	}

	boolean accept(RecordDelivery delivery) {
		RecordNack nack = delivery.nack();
		return areEnabled() && nack != null && delivery.record().topicPartition() != null && !nack.isUndecided()
				&& (this.on == DeadLetterOn.ALL || this.nonRetryable.contain(nack.cause()));
	}

	CompletableFuture<Void> publish(RecordDelivery delivery, MessageSend send) {
		DeadLetter letter = DeadLetter.of(delivery.record(), delivery.nack());
		Assert.state(this.publisher != null && letter != null, "There is no dead letter to publish");
		try {
			return this.publisher.publish(letter,
					(send instanceof MessageSendSession invocation) ? invocation.deadLetters(letter) : send);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
