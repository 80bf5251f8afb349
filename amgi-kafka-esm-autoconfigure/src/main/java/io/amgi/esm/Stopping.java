package io.amgi.esm;

/**
 * How far a failure reaches.
 */
enum Stopping {

	NOTHING, GROUP, EVERYTHING;

	// Under "error" the whole batch comes back: what starts after a failure is in vain.
	static Stopping of(OnFailure onFailure, OnNack onNack) {
		if (onFailure == OnFailure.CONTINUE) {
			return NOTHING;
		}
		return (onNack == OnNack.ERROR) ? EVERYTHING : GROUP;
	}

}
