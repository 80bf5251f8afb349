package io.amgi.server;

import java.util.List;

import io.amgi.server.BatchObservation.RecordScope;

/**
 * What observers see of a batch. Never called under a lock.
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
	 * Reports the outcome of the batch.
	 * @param outcome the outcome
	 */
	default void close(BatchOutcome outcome) {
	}

}
