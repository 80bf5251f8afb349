package io.amgi.server;

import org.jspecify.annotations.Nullable;

/**
 * The settings of dead letters.
 *
 * @param publisher publishes them, or {@code null} if none are published
 * @param on the failed records to publish, or {@code null} to choose by redelivery
 * @param nonRetryable the failures that would come again with each delivery
 */
record DeadLetterOptions(@Nullable DeadLetterPublisher publisher, @Nullable DeadLetterOn on,
		NonRetryableExceptions nonRetryable) {

	DeadLetters of(Redelivery redelivery) {
		DeadLetterOn chosen = (this.on != null) ? this.on : DeadLetterOn.defaultOf(redelivery);
		return new DeadLetters(this.publisher, chosen, redelivery, this.nonRetryable);
	}

}
