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

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

import io.amgi.server.BatchOutcome;
import io.amgi.server.InboundBatch;

/**
 * Context of {@link AmgiObservation#BATCH}. Its carrier holds the trace context that the
 * batch came with, by the names of propagated fields.
 */
public final class BatchObservationContext extends ReceiverContext<Map<String, String>> {

	private final InboundBatch batch;

	private final String source;

	private @Nullable BatchOutcome outcome;

	/**
	 * Creates a context.
	 * @param batch the batch
	 * @param source the source of the batch
	 * @param traceContext the trace context, empty if there is none
	 */
	public BatchObservationContext(InboundBatch batch, String source, Map<String, String> traceContext) {
		super(Map::get, Kind.SERVER);
		this.batch = batch;
		this.source = source;
		setCarrier(traceContext);
	}

	/**
	 * Returns the batch.
	 * @return the batch
	 */
	public InboundBatch getBatch() {
		return this.batch;
	}

	/**
	 * Returns the source of the batch.
	 * @return the source, such as {@code lambda}
	 */
	public String getSource() {
		return this.source;
	}

	/**
	 * Returns the outcome of the batch.
	 * @return the outcome, {@code null} until it is known
	 */
	public @Nullable BatchOutcome getOutcome() {
		return this.outcome;
	}

	void setOutcome(BatchOutcome outcome) {
		this.outcome = outcome;
	}

}
