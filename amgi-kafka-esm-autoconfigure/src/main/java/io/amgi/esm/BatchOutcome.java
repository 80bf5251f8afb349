package io.amgi.esm;

import java.util.List;

/**
 * What became of all records of an invocation.
 *
 * @param nacks the records that were not acknowledged, in the order of the event
 */
record BatchOutcome(List<RecordNack> nacks) {

	/**
	 * Returns whether a record was not handled to its end, so that nobody has decided on
	 * it.
	 */
	boolean hasUndecided() {
		return this.nacks.stream().anyMatch(RecordNack::isUndecided);
	}

}
