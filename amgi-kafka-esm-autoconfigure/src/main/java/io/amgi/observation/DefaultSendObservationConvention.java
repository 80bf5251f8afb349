package io.amgi.observation;

import io.micrometer.common.KeyValues;

import io.amgi.observation.AmgiObservation.SendHighCardinalityKeys;
import io.amgi.observation.AmgiObservation.SendLowCardinalityKeys;

/**
 * Default {@link SendObservationConvention}.
 */
public class DefaultSendObservationConvention implements SendObservationConvention {

	private static final KeyValues KAFKA = KeyValues.of(SendHighCardinalityKeys.MESSAGING_SYSTEM.withValue("kafka"),
			SendHighCardinalityKeys.MESSAGING_OPERATION_TYPE.withValue("send"));

	@Override
	public String getName() {
		return "amgi.send";
	}

	@Override
	public String getContextualName(SendObservationContext context) {
		return FieldText.of(context.getDestination()) + " send";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(SendObservationContext context) {
		return KeyValues.of(SendLowCardinalityKeys.DESTINATION.withValue(FieldText.of(context.getDestination())),
				SendLowCardinalityKeys.OUTCOME.withValue(context.getOutcome()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(SendObservationContext context) {
		return KAFKA
			.and(SendHighCardinalityKeys.MESSAGING_DESTINATION_NAME.withValue(FieldText.of(context.getDestination())));
	}

}
