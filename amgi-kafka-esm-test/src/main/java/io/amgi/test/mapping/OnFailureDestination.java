package io.amgi.test.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Where records go that are given up.
 */
interface OnFailureDestination extends AutoCloseable {

	OnFailureDestination NONE = (failure) -> {
	};

	/**
	 * Takes a record; when it returns, the record is safe there.
	 * @param failure what has failed
	 * @throws Exception where the record could not be taken
	 */
	void send(Failure failure) throws Exception;

	@Override
	default void close() {
	}

	/**
	 * A record that is given up.
	 *
	 * @param record the record
	 * @param condition why
	 * @param invocations how many invocations it was in
	 * @param event an event with this record alone
	 */
	record Failure(PolledRecord record, Condition condition, int invocations, byte[] event) {

	}

	/**
	 * Why a record is given up.
	 */
	enum Condition {

		/**
		 * AWS's page on schema registries names no condition.
		 */
		UNREADABLE("SchemaRegistryError", "the schema registry refuses it"),

		/**
		 * As in AWS's example of a Kafka destination.
		 */
		RETRIES_EXHAUSTED("RetriesExhausted", "retries exhausted"),

		/**
		 * As with SNS and SQS: AWS's page on Kafka destinations names no such condition.
		 */
		PAYLOAD_TOO_LARGE("MaximumPayloadSizeExceeded", "larger than the maximum payload"),

		/**
		 * As with Kinesis: AWS's pages on Kafka name no such condition.
		 */
		RECORD_TOO_OLD("RecordAgeExceeded", "older than the maximum record age");

		private final String awsName;

		private final String reason;

		Condition(String awsName, String reason) {
			this.awsName = awsName;
			this.reason = reason;
		}

		String awsName() {
			return this.awsName;
		}

		String reason(@Nullable String failure) {
			return (failure != null) ? failure : this.reason;
		}

	}

}
