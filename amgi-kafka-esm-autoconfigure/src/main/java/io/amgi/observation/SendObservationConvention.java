package io.amgi.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and describes {@link AmgiObservation#SEND}. A bean of this type replaces
 * {@link DefaultSendObservationConvention}.
 */
public interface SendObservationConvention extends ObservationConvention<SendObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof SendObservationContext;
	}

}
