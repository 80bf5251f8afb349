package io.amgi.esm;

/**
 * How far a failure reaches.
 */
enum FailureScope {

	NOTHING, GROUP, EVERYTHING;

	// Under "error" the whole batch comes back: what starts after a failure is in vain.
	static FailureScope of(AfterFailure onFailure, OnNack onNack) {
		if (onFailure == AfterFailure.CONTINUE) {
			return NOTHING;
		}
		return (onNack == OnNack.ERROR) ? EVERYTHING : GROUP;
	}

}
