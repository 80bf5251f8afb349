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

import java.util.List;

import io.amgi.server.BatchObservation.RecordScope;
import io.amgi.server.FailureReport.Line;

/**
 * Notifies observers about a batch. Never called under a lock.
 */
interface Observations {

	/**
	 * Observations by nobody.
	 */
	Observations NONE = new Observations() {
	};

	/**
	 * Opens a scope around work on a record.
	 * @param record the record
	 * @return the scope, to be closed on the same thread
	 */
	default RecordScope scope(InboundRecord record) {
		return RecordScope.NONE;
	}

	/**
	 * Reports the outcome of records, on another thread.
	 * @param deliveries the records, whose outcome cannot change any more
	 */
	default void settle(List<RecordDelivery> deliveries) {
	}

	/**
	 * Waits until what was settled is reported.
	 * @param deadline the deadline of the batch
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	default void await(Deadline deadline) throws InterruptedException {
	}

	/**
	 * Writes lines, each in the scope of its record.
	 * @param lines the lines
	 * @param deadline the deadline of the batch
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	default void write(List<Line> lines, Deadline deadline) throws InterruptedException {
		lines.forEach(Line::write);
	}

	/**
	 * Reports the outcome of the batch.
	 * @param outcome the outcome
	 */
	default void close(BatchOutcome outcome) {
	}

}
