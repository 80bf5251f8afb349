package io.amgi.server;

/**
 * How to proceed with the records behind a failed one.
 */
public enum AfterFailure {

	/**
	 * Handle them all the same.
	 */
	CONTINUE,

	/**
	 * Do not attempt the records that are ordered behind the failed one, or no further
	 * record at all where the whole batch comes back.
	 */
	STOP;

	// Order is kept across redelivery where single records are redelivered.
	static AfterFailure defaultOf(Redelivery redelivery, Ordering ordering) {
		return (redelivery == Redelivery.RECORDS && ordering != Ordering.UNORDERED) ? STOP : CONTINUE;
	}

}
