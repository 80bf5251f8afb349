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

package io.amgi.server;

/**
 * Observes one batch. Several threads may call it at the same time, never while they hold
 * a lock of the server.
 */
public interface BatchObservation {

	/**
	 * Opens a scope around work on a record: its handling, the line that reports its
	 * failure, and its dead letter. Scopes of the same record may be nested, and are
	 * opened on any thread that does the work.
	 * @param record the record
	 * @return the scope, which is closed on the same thread
	 */
	default RecordScope scope(InboundRecord record) {
		return RecordScope.NONE;
	}

	/**
	 * Returns whether this observation has a use for {@link #settled}. If no observation
	 * of a batch has, it is not called, and the batch needs no thread for it.
	 * @return {@code true} by default
	 */
	default boolean observesOutcomes() {
		return true;
	}

	/**
	 * Called once for each record as soon as its outcome cannot change any more, after
	 * dead letters and acks that were revoked. Records come one after another, on a
	 * thread of their own.
	 * @param record the record
	 * @param outcome the outcome
	 */
	default void settled(InboundRecord record, RecordOutcome outcome) {
	}

	/**
	 * Closes the observation, on the thread that it was opened on. Unless the deadline is
	 * too near, all records are settled by then.
	 * @param outcome the outcome of the batch
	 */
	default void close(BatchOutcome outcome) {
	}

	/**
	 * A scope around work on a record.
	 */
	@FunctionalInterface
	interface RecordScope extends AutoCloseable {

		/**
		 * A scope that does nothing.
		 */
		RecordScope NONE = () -> {
		};

		@Override
		void close();

	}

}
