package io.amgi.server;

/**
 * The records that a failed one keeps from being handled.
 */
enum FailureScope {

	NOTHING, GROUP, EVERYTHING;

	// Where the whole batch comes back, starting anything after a failure is pointless.
	static FailureScope of(AfterFailure afterFailure, Redelivery redelivery) {
		if (afterFailure == AfterFailure.CONTINUE) {
			return NOTHING;
		}
		return (redelivery == Redelivery.BATCH) ? EVERYTHING : GROUP;
	}

}
