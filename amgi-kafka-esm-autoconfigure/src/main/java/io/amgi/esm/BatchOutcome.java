package io.amgi.esm;

import java.util.List;
import java.util.Objects;

/**
 * What became of all records of an invocation.
 *
 * @param nacks the records that were not acknowledged, in the order of the event
 * @param givenUp how many records became dead letters
 */
record BatchOutcome(List<RecordNack> nacks, int givenUp) {

	static BatchOutcome of(List<RecordDelivery> deliveries) {
		return new BatchOutcome(deliveries.stream().map(RecordDelivery::nack).filter(Objects::nonNull).toList(),
				(int) deliveries.stream().filter(RecordDelivery::isGivenUp).count());
	}

	/**
	 * Returns whether a record was not handled to its end, so that nobody has decided on
	 * it.
	 */
	boolean hasUndecided() {
		return this.nacks.stream().anyMatch(RecordNack::isUndecided);
	}

}
