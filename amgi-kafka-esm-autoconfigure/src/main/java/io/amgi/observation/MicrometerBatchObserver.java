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

import java.util.Map;
import java.util.function.Function;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.amgi.server.BatchObservation;
import io.amgi.server.BatchObserver;
import io.amgi.server.InboundBatch;

/**
 * Observes batches and the processing of their records with Micrometer.
 */
public final class MicrometerBatchObserver implements BatchObserver {

	private final ObservationRegistry registry;

	private final ObservationConventions conventions;

	private final ChannelLookup channels;

	private final String source;

	private final Function<InboundBatch, Map<String, String>> traceContext;

	/**
	 * Creates an observer.
	 * @param registry the registry of observations
	 * @param conventions the conventions of observations
	 * @param channels finds the channels of records
	 * @param source the source of all batches, such as {@code lambda}
	 * @param traceContext finds the trace context that a batch came with, used where none
	 * is current
	 */
	public MicrometerBatchObserver(ObservationRegistry registry, ObservationConventions conventions,
			ChannelLookup channels, String source, Function<InboundBatch, Map<String, String>> traceContext) {
		this.registry = registry;
		this.conventions = conventions;
		this.channels = channels;
		this.source = source;
		this.traceContext = traceContext;
	}

	@Override
	public @Nullable BatchObservation open(InboundBatch batch) {
		if (this.registry.isNoop()) {
			return null;
		}
		Map<String, String> carrier = (this.registry.getCurrentObservation() != null) ? Map.of()
				: this.traceContext.apply(batch);
		BatchObservationContext context = new BatchObservationContext(batch, this.source, carrier);
		return new ObservedBatch(this.registry, this.conventions, this.channels, context);
	}

	/**
	 * Ends the observation of a record that was handled before, in the batch whose record
	 * is handled on this thread.
	 * @param id the id of the record
	 */
	public static void duplicate(String id) {
		ObservedBatch batch = ObservedBatch.current();
		if (batch != null) {
			batch.skipped(id);
		}
	}

}
