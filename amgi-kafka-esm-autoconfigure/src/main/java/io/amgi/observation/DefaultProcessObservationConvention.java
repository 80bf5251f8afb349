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

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

import io.amgi.observation.AmgiObservation.ProcessHighCardinalityKeys;
import io.amgi.observation.AmgiObservation.ProcessLowCardinalityKeys;
import io.amgi.server.InboundRecord;

/**
 * Default {@link ProcessObservationConvention}.
 */
public class DefaultProcessObservationConvention implements ProcessObservationConvention {

	private static final KeyValues KAFKA = KeyValues.of(ProcessHighCardinalityKeys.MESSAGING_SYSTEM.withValue("kafka"),
			ProcessHighCardinalityKeys.MESSAGING_OPERATION_TYPE.withValue("process"));

	@Override
	public String getName() {
		return "amgi.process";
	}

	@Override
	public String getContextualName(ProcessObservationContext context) {
		return context.getChannel() + " process";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ProcessObservationContext context) {
		Outcome outcome = context.getOutcome();
		Throwable error = context.getError();
		return KeyValues.of(ProcessLowCardinalityKeys.CHANNEL.withValue(context.getChannel()),
				ProcessLowCardinalityKeys.OUTCOME.withValue((outcome != null) ? outcome.value() : KeyValue.NONE_VALUE),
				ProcessLowCardinalityKeys.ERROR
					.withValue((error != null) ? error.getClass().getSimpleName() : KeyValue.NONE_VALUE));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ProcessObservationContext context) {
		if (!context.isCall()) {
			return KAFKA.and(of(context.getRecords().get(0)));
		}
		return KAFKA.and(ProcessHighCardinalityKeys.MESSAGING_BATCH_MESSAGE_COUNT
			.withValue(Integer.toString(context.getRecords().size())));
	}

	private static KeyValues of(InboundRecord record) {
		return KeyValues.of(ProcessHighCardinalityKeys.MESSAGING_DESTINATION_NAME.withValue(text(record.topic())),
				ProcessHighCardinalityKeys.MESSAGING_DESTINATION_PARTITION_ID.withValue(text(record.partition())),
				ProcessHighCardinalityKeys.MESSAGING_KAFKA_OFFSET.withValue(Long.toString(record.offset())));
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? FieldText.of(value.toString()) : KeyValue.NONE_VALUE;
	}

}
