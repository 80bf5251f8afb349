package io.amgi.server;

import java.util.List;
import java.util.Objects;

/**
 * The outcome for the records of a batch. Records in neither list were acknowledged.
 *
 * @param nacks the records that were not acknowledged, in the order of the batch
 * @param givenUp the records that were published as dead letters, in the order of the
 * batch
 */
public record BatchOutcome(List<RecordNack> nacks, List<RecordNack> givenUp) {

	static BatchOutcome of(List<RecordDelivery> deliveries) {
		return new BatchOutcome(deliveries.stream().map(RecordDelivery::nack).filter(Objects::nonNull).toList(),
				deliveries.stream().map(RecordDelivery::givenUp).filter(Objects::nonNull).toList());
	}

	/**
	 * Returns whether a record was not handled to its end, so that nobody has decided on
	 * it.
	 * @return whether there is such a record
	 */
	public boolean hasUndecided() {
		return this.nacks.stream().anyMatch(RecordNack::isUndecided);
	}

}
