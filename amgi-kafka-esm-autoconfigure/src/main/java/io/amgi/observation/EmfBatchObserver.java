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

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.amgi.server.BatchObservation;
import io.amgi.server.BatchObserver;
import io.amgi.server.BatchOutcome;
import io.amgi.server.InboundBatch;
import io.amgi.server.InboundRecord;
import io.amgi.server.RecordOutcome;

/**
 * Prints the metrics of each batch in CloudWatch's embedded metric format, a line per
 * channel. Lambda hands standard output to CloudWatch, so nothing has to be sent.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 * Embedded metric format</a>
 */
public final class EmfBatchObserver implements BatchObserver {

	private final String namespace;

	private final ChannelLookup channels;

	private final DuplicateRecords duplicates;

	private final Clock clock;

	private final PrintStream out;

	/**
	 * Creates an observer.
	 * @param namespace the namespace of the metrics
	 * @param channels finds the channels of records
	 * @param duplicates tells records that were handled before
	 * @param clock the clock that records' timestamps are compared with
	 * @param out where to print
	 */
	public EmfBatchObserver(String namespace, ChannelLookup channels, DuplicateRecords duplicates, Clock clock,
			PrintStream out) {
		this.namespace = namespace;
		this.channels = channels;
		this.duplicates = duplicates;
		this.clock = clock;
		this.out = out;
	}

	@Override
	public BatchObservation open(InboundBatch batch) {
		return new EmfBatch(new BatchClock(this.clock, batch), batch.records().size(), this.duplicates.namingOf(batch));
	}

	/**
	 * The metrics of one batch.
	 */
	private final class EmfBatch implements BatchObservation {

		private final BatchClock batchClock;

		private final int size;

		private final DuplicateRecords.Naming naming;

		private final Map<String, ChannelMetrics> metrics = new TreeMap<>();

		EmfBatch(BatchClock batchClock, int size, DuplicateRecords.Naming naming) {
			this.batchClock = batchClock;
			this.size = size;
			this.naming = naming;
		}

		@Override
		public synchronized void settled(InboundRecord record, RecordOutcome outcome) {
			this.metrics
				.computeIfAbsent(EmfBatchObserver.this.channels.nameOf(record.topic()), (name) -> new ChannelMetrics())
				.add(this.naming.nameOf(record, outcome), this.batchClock.ageOf(record));
		}

		@Override
		public void close(BatchOutcome outcome) {
			// In one write: other threads print, too.
			EmfBatchObserver.this.out.print(lines());
			EmfBatchObserver.this.out.flush();
		}

		// Figures of the whole batch are only in one of the lines.
		private synchronized String lines() {
			StringBuilder lines = new StringBuilder();
			Duration left = this.batchClock.timeLeft();
			this.metrics.forEach((channel, channelMetrics) -> {
				EmfDocument document = new EmfDocument(EmfBatchObserver.this.namespace,
						EmfBatchObserver.this.clock.millis())
					.channel(channel, channelMetrics);
				if (lines.isEmpty()) {
					document.batch(this.size, left);
				}
				lines.append(document);
			});
			return lines.toString();
		}

	}

}
