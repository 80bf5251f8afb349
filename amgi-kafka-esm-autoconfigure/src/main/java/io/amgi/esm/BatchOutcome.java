package io.amgi.esm;

import java.util.List;
import java.util.Objects;

/**
 * What became of all records of an invocation: those that are in neither list were
 * acknowledged.
 *
 * @param nacks the records that were not acknowledged, in the order of the event
 * @param givenUp the records that count as handled since they became dead letters, in the
 * order of the event
 */
public record BatchOutcome(List<RecordNack> nacks, List<RecordNack> givenUp) {

	static BatchOutcome of(List<RecordDelivery> deliveries) {
		return new BatchOutcome(deliveries.stream().map(RecordDelivery::nack).filter(Objects::nonNull).toList(),
				deliveries.stream().map(RecordDelivery::givenUp).filter(Objects::nonNull).toList());
	}

	/**
	 * Returns whether a record was not handled to its end, so that nobody has decided on
	 * it.
	 */
	boolean hasUndecided() {
		return this.nacks.stream().anyMatch(RecordNack::isUndecided);
	}

}
