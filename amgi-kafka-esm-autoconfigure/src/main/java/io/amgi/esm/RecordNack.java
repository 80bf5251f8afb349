package io.amgi.esm;

import org.jspecify.annotations.Nullable;

/**
 * A record that was not acknowledged.
 *
 * @param topic the record's topic, {@code null} where the record lacks it
 * @param partition the record's partition, {@code null} where the record lacks it
 * @param offset the record's offset
 * @param message why the record was not acknowledged
 * @param cause what policies go by, or {@code null}
 */
public record RecordNack(@Nullable String topic, @Nullable Integer partition, long offset, String message,
		@Nullable Throwable cause) {

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

	static RecordNack of(KafkaRecord record, String message, @Nullable Throwable cause) {
		return new RecordNack(record.topic(), record.partition(), record.offset(), cut(message), cause);
	}

	private static String cut(String message) {
		return (message.length() > MAX_MESSAGE_LENGTH) ? message.substring(0, MAX_MESSAGE_LENGTH) : message;
	}

}
