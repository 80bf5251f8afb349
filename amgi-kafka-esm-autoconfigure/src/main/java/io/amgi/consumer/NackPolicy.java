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

package io.amgi.consumer;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;

import io.amgi.internal.RecordsLog;
import io.amgi.server.BatchOutcome;
import io.amgi.server.FailureReport.Line;
import io.amgi.server.RecordNack;
import io.amgi.server.Redelivery;

/**
 * Policy for records that were not acknowledged. Applied once, to the complete outcome of
 * a batch.
 */
public enum NackPolicy {

	/**
	 * Log each of them and move on. A record that was not completed is retried
	 * nevertheless.
	 */
	LOG(Redelivery.NONE) {

		@Override
		void hold(List<ConsumedRecord> batch, BatchOutcome outcome, NackHolder holder) {
			undecided(outcome).forEach(holder::hold);
		}

		@Override
		List<Line> lines(BatchOutcome outcome) {
			Stream<Line> refused = outcome.nacks()
				.stream()
				.filter((nack) -> !nack.isUndecided())
				.map((nack) -> Line.of(nack, logger::error));
			return Stream.concat(refused, limited(undecided(outcome), logger::warn)).toList();
		}

		private List<RecordNack> undecided(BatchOutcome outcome) {
			return outcome.nacks().stream().filter(RecordNack::isUndecided).toList();
		}

	},

	/**
	 * Handle the whole poll again.
	 */
	ERROR(Redelivery.BATCH) {

		@Override
		void hold(List<ConsumedRecord> batch, BatchOutcome outcome, NackHolder holder) {
			if (!outcome.nacks().isEmpty()) {
				holder.holdAll(batch);
			}
		}

		@Override
		List<Line> lines(BatchOutcome outcome) {
			return limited(outcome.nacks(), logger::error).toList();
		}

	},

	/**
	 * Handle them again, and commit their partition up to the first of them.
	 */
	REPORT(Redelivery.RECORDS) {

		@Override
		void hold(List<ConsumedRecord> batch, BatchOutcome outcome, NackHolder holder) {
			outcome.nacks().forEach(holder::hold);
		}

		@Override
		List<Line> lines(BatchOutcome outcome) {
			return limited(outcome.nacks(), logger::warn).toList();
		}

	};

	private static final Log logger = RecordsLog.get();

	private static final int MAX_LINES = 100;

	private final Redelivery redelivery;

	NackPolicy(Redelivery redelivery) {
		this.redelivery = redelivery;
	}

	Redelivery redelivery() {
		return this.redelivery;
	}

	/**
	 * Returns the lines that report failures.
	 * @param outcome the outcome
	 * @return the lines in their order
	 */
	abstract List<Line> lines(BatchOutcome outcome);

	/**
	 * Holds the records to retry.
	 * @param batch the records of the batch
	 * @param outcome the outcome for them
	 * @param holder holds records
	 */
	abstract void hold(List<ConsumedRecord> batch, BatchOutcome outcome, NackHolder holder);

	// The records behind a failed one are many and carry no information.
	private static Stream<Line> limited(List<RecordNack> nacks, Consumer<Object> log) {
		List<RecordNack> failed = nacks.stream().filter((nack) -> !nack.isStopped()).toList();
		return Stream
			.of(failed.stream().limit(MAX_LINES).map((nack) -> Line.of(nack, log)),
					count("Failed to process %d more records", failed.size() - MAX_LINES, log),
					count("Not attempted after that: %d records", nacks.size() - failed.size(), log))
			.flatMap(Function.identity());
	}

	private static Stream<Line> count(String text, int count, Consumer<Object> log) {
		return (count > 0) ? Stream.of(Line.of(text.formatted(count), log)) : Stream.empty();
	}

}
