package io.amgi.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and describes {@link AmgiObservation#BATCH}. A bean of this type replaces
 * {@link DefaultBatchObservationConvention}.
 */
public interface BatchObservationConvention extends ObservationConvention<BatchObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof BatchObservationContext;
	}

}
