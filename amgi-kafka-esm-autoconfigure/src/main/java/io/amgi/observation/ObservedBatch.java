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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelDescriptor;
import io.amgi.server.BatchObservation;
import io.amgi.server.BatchOutcome;
import io.amgi.server.InboundRecord;
import io.amgi.server.RecordOutcome;

/**
 * The observations of one batch: its own, and those of its records. The observation of a
 * record that a channel acknowledges ends with the ack; other observations end when the
 * outcome of their records is known.
 */
final class ObservedBatch implements BatchObservation {

	private static final ThreadLocal<ObservedBatch> CURRENT = new ThreadLocal<>();

	private final ObservationRegistry registry;

	private final ObservationConventions conventions;

	private final ChannelLookup channels;

	private final BatchObservationContext context;

	private final Observation observation;

	private final Map<String, InboundRecord> records = new ConcurrentHashMap<>();

	// By the id of the record; a call's records share one.
	private final Map<String, ObservedProcess> processes = new ConcurrentHashMap<>();

	// Ended, but still in force where the failures of their records are reported.
	private final Map<String, ObservedProcess> failed = new ConcurrentHashMap<>();

	ObservedBatch(ObservationRegistry registry, ObservationConventions conventions, ChannelLookup channels,
			BatchObservationContext context) {
		this.registry = registry;
		this.conventions = conventions;
		this.channels = channels;
		this.context = context;
		this.observation = AmgiObservation.BATCH.observation(null, conventions.batch(), () -> context, registry)
			.start();
	}

	/**
	 * Returns the batch of the record whose scope is open on this thread.
	 * @return the batch, or {@code null} if there is none
	 */
	static @Nullable ObservedBatch current() {
		return CURRENT.get();
	}

	@Override
	public RecordScope scope(InboundRecord record) {
		String id = record.id();
		boolean isNew = this.records.putIfAbsent(id, record) == null;
		ObservedProcess process = this.processes.get(id);
		if (process == null && isNew && !isBatchMethods(record)) {
			process = start(record);
		}
		return enter((process != null) ? process : this.failed.get(id));
	}

	private RecordScope enter(@Nullable ObservedProcess process) {
		ObservedBatch outer = CURRENT.get();
		CURRENT.set(this);
		Observation.Scope scope = (process != null) ? process.observation().openScope() : Observation.Scope.NOOP;
		return () -> {
			scope.close();
			if (outer != null) {
				CURRENT.set(outer);
			}
			else {
				CURRENT.remove();
			}
		};
	}

	private boolean isBatchMethods(InboundRecord record) {
		String topic = record.topic();
		ChannelDescriptor channel = (topic != null) ? this.channels.find(topic) : null;
		return channel != null && channel.isBatch();
	}

	private ObservedProcess start(InboundRecord record) {
		ObservedProcess process = start(ProcessObservationContext.of(this.channels.nameOf(record.topic()), record), 1);
		this.processes.put(record.id(), process);
		return process;
	}

	/**
	 * Starts the observation of a batch method's call.
	 * @param channel the channel
	 * @param ids the ids of the call's records
	 * @return the observation
	 */
	ObservedProcess startCall(ChannelDescriptor channel, List<String> ids) {
		List<InboundRecord> called = ids.stream().map(this.records::get).filter(Objects::nonNull).toList();
		ObservedProcess process = start(ProcessObservationContext.ofCall(channel.address().toString(), called),
				called.size());
		for (InboundRecord record : called) {
			ObservedProcess earlier = this.processes.put(record.id(), process);
			if (earlier != null) {
				earlier.leave();
			}
		}
		return process;
	}

	// The span of a record without a trace context is a child of the batch's span.
	private ObservedProcess start(ProcessObservationContext context, int records) {
		try (Observation.Scope scope = this.observation.openScope()) {
			Observation process = AmgiObservation.PROCESS.observation(null, this.conventions.process(), () -> context,
					this.registry);
			return new ObservedProcess(process.start(), context, records);
		}
	}

	/**
	 * Returns the observation that a record's messages belong to.
	 * @param id the id of the record, or {@code null} if it is not known
	 * @return the observation, or {@code null} if there is none
	 */
	@Nullable Observation processOf(@Nullable String id) {
		ObservedProcess process = (id != null) ? this.processes.get(id) : null;
		return (process != null) ? process.observation() : null;
	}

	/**
	 * Ends the observation of a record that was acknowledged, if that is final. Channels
	 * acknowledge a record when its messages are confirmed; a message of another
	 * application may still fail, and revoke the acknowledgements of its scope.
	 * @param id the record's id
	 * @param address the address of the scope
	 */
	void acked(String id, String address) {
		if (this.channels.find(address) != null) {
			settle(id, Outcome.ACKED, null);
		}
	}

	/**
	 * Marks a record as handled before.
	 * @param id the record's id
	 */
	void skipped(String id) {
		settle(id, Outcome.DUPLICATE, null);
	}

	@Override
	public void settled(InboundRecord record, RecordOutcome outcome) {
		this.records.putIfAbsent(record.id(), record);
		settle(record.id(), Outcome.of(outcome), (outcome.nack() != null) ? outcome.nack().cause() : null);
	}

	private void settle(String id, Outcome outcome, @Nullable Throwable cause) {
		ObservedProcess process = this.processes.get(id);
		if (process != null) {
			if (outcome.compareTo(Outcome.DUPLICATE) > 0) {
				this.failed.put(id, process);
			}
			this.processes.remove(id);
			process.settle(outcome, cause);
		}
	}

	@Override
	public void close(BatchOutcome outcome) {
		// What is left was not settled in time, or hangs.
		this.processes.values().forEach(ObservedProcess::abandon);
		this.context.setOutcome(outcome);
		this.observation.stop();
	}

}
