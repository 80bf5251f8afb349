/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.test.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Destination of records that are given up.
 */
interface OnFailureDestination extends AutoCloseable {

	OnFailureDestination NONE = (failure) -> {
	};

	/**
	 * Stores a record. When the method returns, the record is safe.
	 * @param failure the record and its failure
	 * @throws Exception if the record cannot be stored
	 */
	void send(Failure failure) throws Exception;

	@Override
	default void close() {
	}

	/**
	 * A record that is given up.
	 *
	 * @param record the record
	 * @param condition the reason
	 * @param invocations the number of invocations that it was in
	 * @param event an event with this record alone
	 */
	record Failure(PolledRecord record, Condition condition, int invocations, byte[] event) {

	}

	/**
	 * Reason why a record is given up.
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
