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

import java.time.Clock;
import java.time.Duration;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import io.amgi.server.BatchObservation;
import io.amgi.server.BatchObserver;
import io.amgi.server.BatchOutcome;
import io.amgi.server.InboundBatch;
import io.amgi.server.InboundRecord;
import io.amgi.server.RecordOutcome;

/**
 * Meters of batches and records: {@code amgi.records}, {@code amgi.record.age},
 * {@code amgi.batch.size} and {@code amgi.batch.time.left}.
 */
public final class RecordMeters implements BatchObserver {

	private final MeterRegistry registry;

	private final ChannelLookup channels;

	private final DuplicateRecords duplicates;

	private final Clock clock;

	private final DistributionSummary batchSize;

	private final Timer timeLeft;

	/**
	 * Creates the meters.
	 * @param registry the registry
	 * @param channels finds the channels of records
	 * @param duplicates tells records that were handled before
	 * @param clock the clock that records' timestamps are compared with
	 */
	public RecordMeters(MeterRegistry registry, ChannelLookup channels, DuplicateRecords duplicates, Clock clock) {
		this.registry = registry;
		this.channels = channels;
		this.duplicates = duplicates;
		this.clock = clock;
		this.batchSize = DistributionSummary.builder("amgi.batch.size")
			.description("Records per batch")
			.baseUnit("records")
			.register(registry);
		this.timeLeft = Timer.builder("amgi.batch.time.left")
			.description("Time left until the deadline when a batch is done")
			.register(registry);
	}

	@Override
	public BatchObservation open(InboundBatch batch) {
		this.batchSize.record(batch.records().size());
		return new MeteredBatch(new BatchClock(this.clock, batch), this.duplicates.namingOf(batch));
	}

	/**
	 * The meters of one batch.
	 */
	private final class MeteredBatch implements BatchObservation {

		private final BatchClock batchClock;

		private final DuplicateRecords.Naming naming;

		MeteredBatch(BatchClock batchClock, DuplicateRecords.Naming naming) {
			this.batchClock = batchClock;
			this.naming = naming;
		}

		@Override
		public void settled(InboundRecord record, RecordOutcome outcome) {
			RecordMeters meters = RecordMeters.this;
			String channel = meters.channels.nameOf(record.topic());
			String named = this.naming.nameOf(record, outcome).value();
			meters.registry.counter("amgi.records", "channel", channel, "outcome", named).increment();
			Duration age = this.batchClock.ageOf(record);
			if (age != null) {
				meters.registry.timer("amgi.record.age", "channel", channel).record(age);
			}
		}

		@Override
		public void close(BatchOutcome outcome) {
			Duration left = this.batchClock.timeLeft();
			if (left != null) {
				RecordMeters.this.timeLeft.record(left);
			}
		}

	}

}
