/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
