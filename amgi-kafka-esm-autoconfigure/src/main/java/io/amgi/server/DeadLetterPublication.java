package io.amgi.server;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageNackEvent;

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
	 * Returns why the dead letter was not published.
	 * @return the reason, or {@code null} if the dead letter is confirmed
	 */
	@Nullable String failure() {
		Throwable failure = this.send.failure();
		return (failure != null) ? MessageNackEvent.because(this.delivery.id(), failure).message() : null;
	}

}
