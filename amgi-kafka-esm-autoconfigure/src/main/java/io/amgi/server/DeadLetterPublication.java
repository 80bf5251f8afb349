package io.amgi.server;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageSend;
import io.amgi.server.BatchObservation.RecordScope;

/**
 * A record on its way to a dead letter topic.
 *
 * @param delivery the record
 * @param send the confirmation of the dead letter
 */
record DeadLetterPublication(RecordDelivery delivery, TrackedSend send) {

	@Nullable DeadLetter letter() {
		return DeadLetter.of(this.delivery.record(), this.delivery.nack());
	}

	/**
	 * Starts the publication, in the record's scope.
	 * @param deadLetters publishes the dead letter
	 * @param messageSend what the batch's messages are sent by
	 * @param observations observe the batch
	 * @return the confirmation
	 */
	CompletableFuture<Void> start(DeadLetters deadLetters, MessageSend messageSend, Observations observations) {
		try (RecordScope scope = observations.scope(this.delivery.record())) {
			return deadLetters.publish(letter(), messageSend);
		}
	}

	/**
	 * Returns why the dead letter was not published.
	 * @return the reason, or {@code null} if the dead letter is confirmed
	 */
	@Nullable String failure() {
		Throwable failure = this.send.failure();
		return (failure != null) ? MessageNackEvent.because(this.delivery.id(), failure).message() : null;
	}

}
