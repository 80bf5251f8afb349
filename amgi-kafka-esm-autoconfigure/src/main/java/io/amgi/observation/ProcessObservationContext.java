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

import java.util.List;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;
import io.amgi.server.InboundRecord;

/**
 * Context of {@link AmgiObservation#PROCESS}. Its carrier are the headers of the record,
 * of which only bounded, printable values are read; it is empty for a batch method's
 * call, whose records are linked to instead.
 */
public final class ProcessObservationContext extends ReceiverContext<List<MessageHeader>> {

	private final String channel;

	private final List<InboundRecord> records;

	private final boolean call;

	private volatile @Nullable Outcome outcome;

	private ProcessObservationContext(String channel, List<InboundRecord> records, boolean call,
			List<MessageHeader> headers) {
		super(TraceHeaders::read, Kind.CONSUMER);
		this.channel = channel;
		this.records = records;
		this.call = call;
		setCarrier(headers);
	}

	/**
	 * Creates the context of a record.
	 * @param channel the address of the channel
	 * @param record the record
	 * @return the context
	 */
	public static ProcessObservationContext of(String channel, InboundRecord record) {
		return new ProcessObservationContext(channel, List.of(record), false, record.headers());
	}

	/**
	 * Creates the context of a batch method's call.
	 * @param channel the address of the channel
	 * @param records the records of the call
	 * @return the context
	 */
	public static ProcessObservationContext ofCall(String channel, List<InboundRecord> records) {
		return new ProcessObservationContext(channel, List.copyOf(records), true, List.of());
	}

	/**
	 * Returns the address of the channel.
	 * @return the address, maybe a template, or {@code none} without channel
	 */
	public String getChannel() {
		return this.channel;
	}

	/**
	 * Returns the records.
	 * @return the record, or those of a batch method's call
	 */
	public List<InboundRecord> getRecords() {
		return this.records;
	}

	/**
	 * Returns whether this is the call of a batch method.
	 * @return whether it is, even with a single record
	 */
	public boolean isCall() {
		return this.call;
	}

	/**
	 * Returns the outcome.
	 * @return the outcome, {@code null} until it is known
	 */
	public @Nullable Outcome getOutcome() {
		return this.outcome;
	}

	void setOutcome(Outcome outcome) {
		this.outcome = outcome;
	}

}
