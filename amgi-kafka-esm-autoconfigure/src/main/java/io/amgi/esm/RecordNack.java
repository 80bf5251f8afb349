package io.amgi.esm;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.NotCompletedException;

/**
 * A record that was not acknowledged.
 *
 * @param recordsKey the key of the record's list in the event, verbatim
 * @param topic the record's topic, {@code null} where the record lacks it
 * @param partition the record's partition, {@code null} where the record lacks it
 * @param offset the record's offset
 * @param message why the record was not acknowledged
 * @param cause what policies go by, or {@code null}
 */
public record RecordNack(String recordsKey, @Nullable String topic, @Nullable Integer partition, long offset,
		String message, @Nullable Throwable cause) {

	private static final int MAX_MESSAGE_LENGTH = 1024;

	/**
	 * Describes the nack in one line, in which control characters are escaped.
	 */
	@Override
	public String toString() {
		return "Failed to process record topic=%s, partition=%s, offset=%d, message=%s".formatted(
				(this.topic != null) ? LogText.of(this.topic) : null, this.partition, this.offset,
				LogText.of(this.message));
	}

	/**
	 * Returns whether the record was not handled to its end, so that nobody has decided
	 * on it.
	 */
	boolean isUndecided() {
		return Throwables.contain(this.cause, NotCompletedException.class::isInstance);
	}

	/**
	 * Returns whether the record was not attempted because another one had failed.
	 */
	boolean isStopped() {
		return this.cause instanceof StoppedException;
	}

	static RecordNack of(KafkaRecord record, String message, @Nullable Throwable cause) {
		return new RecordNack(record.recordsKey(), record.topic(), record.partition(), record.offset(), cut(message),
				cause);
	}

	private static String cut(String message) {
		return (message.length() > MAX_MESSAGE_LENGTH) ? message.substring(0, MAX_MESSAGE_LENGTH) : message;
	}

}
