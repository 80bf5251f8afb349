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

import io.amgi.observation.AmgiObservation.BatchHighCardinalityKeys;
import io.amgi.observation.AmgiObservation.BatchLowCardinalityKeys;
import io.amgi.server.BatchOutcome;

/**
 * Default {@link BatchObservationConvention}.
 */
public class DefaultBatchObservationConvention implements BatchObservationConvention {

	@Override
	public String getName() {
		return "amgi.batch";
	}

	@Override
	public String getContextualName(BatchObservationContext context) {
		return context.getSource() + " batch";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(BatchObservationContext context) {
		return KeyValues.of(BatchLowCardinalityKeys.SOURCE.withValue(context.getSource()),
				BatchLowCardinalityKeys.OUTCOME.withValue(outcome(context)));
	}

	private static String outcome(BatchObservationContext context) {
		BatchOutcome outcome = context.getOutcome();
		if (outcome == null) {
			return "failed";
		}
		if (outcome.hasUndecided()) {
			return Outcome.NOT_COMPLETED.value();
		}
		return (outcome.nacks().isEmpty() ? Outcome.ACKED : Outcome.NACKED).value();
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(BatchObservationContext context) {
		return KeyValues.of(BatchHighCardinalityKeys.MESSAGING_BATCH_MESSAGE_COUNT
			.withValue(Integer.toString(context.getBatch().records().size())));
	}

}
