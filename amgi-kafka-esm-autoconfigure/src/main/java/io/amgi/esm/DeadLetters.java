package io.amgi.esm;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.protocol.MessageSend;

/**
 * Decides which records become dead letters, and when.
 */
final class DeadLetters {

	static final DeadLetters NONE = new DeadLetters(null, DeadLetterOn.ALL, OnNack.LOG, NonRetryableExceptions.DEFAULT);

	private final @Nullable DeadLetterPublisher publisher;

	private final DeadLetterOn on;

	private final OnNack onNack;

	private final NonRetryableExceptions fatalFailures;

	DeadLetters(@Nullable DeadLetterPublisher publisher, DeadLetterOn on, OnNack onNack,
			NonRetryableExceptions fatalFailures) {
		this.publisher = publisher;
		this.on = on;
		this.onNack = onNack;
		this.fatalFailures = fatalFailures;
	}

	boolean areEnabled() {
		return this.publisher != null;
	}

	// Returns whether letters wait for the complete outcome: where the batch comes back,
	// each delivery would publish them again.
	boolean goLast() {
		return this.onNack == OnNack.ERROR;
	}

	boolean accept(RecordDelivery delivery) {
		RecordNack nack = delivery.nack();
		return areEnabled() && nack != null && delivery.record().topicPartition() != null && !nack.isUndecided()
				&& (this.on == DeadLetterOn.ALL || this.fatalFailures.contain(nack.cause()));
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
