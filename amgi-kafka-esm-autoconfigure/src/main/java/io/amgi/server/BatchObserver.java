package io.amgi.server;

import org.jspecify.annotations.Nullable;

/**
 * Observes batches and their records, whatever application handles them. Beans of this
 * type are asked in their order.
 * <p>
 * An observer decides nothing: what it throws is logged once per batch and otherwise
 * ignored.
 */
@FunctionalInterface
public interface BatchObserver {

	/**
	 * Opens the observation of a batch, on the thread that processes the batch.
	 * @param batch the batch
	 * @return the observation, or {@code null} if the batch is of no interest
	 */
	@Nullable BatchObservation open(InboundBatch batch);

}
