package io.amgi.esm;

/**
 * What becomes of the records behind one that failed.
 */
public enum AfterFailure {

	/**
	 * They are handled all the same.
	 */
	CONTINUE,

	/**
	 * What is ordered behind the failed record is not attempted. Where a failure fails
	 * the whole batch, no further record is.
	 */
	STOP;

	// Returns what is chosen where nobody has: to keep order over redelivery where Lambda
	// redelivers single records.
	static AfterFailure defaultOf(OnNack onNack, Ordering ordering) {
		return (onNack == OnNack.REPORT && ordering != Ordering.UNORDERED) ? STOP : CONTINUE;
	}

}
