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

import org.apache.commons.logging.Log;

import io.amgi.internal.RecordsLog;
import io.amgi.server.BatchOutcome;
import io.amgi.server.RecordNack;
import io.amgi.server.Redelivery;

/**
 * Policy for records that were not acknowledged. Applied once, to the complete outcome of
 * a batch.
 */
public enum NackPolicy {

	/**
	 * Log each of them and move on. A record that was not handled to its end comes again
	 * all the same.
	 */
	LOG(Redelivery.NONE) {

		@Override
		void hold(List<ConsumedRecord> batch, BatchOutcome outcome, NackHolder holder) {
			outcome.nacks().stream().filter((nack) -> !nack.isUndecided()).forEach(logger::error);
			List<RecordNack> undecided = outcome.nacks().stream().filter(RecordNack::isUndecided).toList();
			log(undecided, logger::warn);
			undecided.forEach(holder::hold);
		}

	},

	/**
	 * Handle the whole poll again.
	 */
	ERROR(Redelivery.BATCH) {

		@Override
		void hold(List<ConsumedRecord> batch, BatchOutcome outcome, NackHolder holder) {
			if (!outcome.nacks().isEmpty()) {
				log(outcome.nacks(), logger::error);
				holder.holdAll(batch);
			}
		}

	},

	/**
	 * Handle them again, and commit their partition up to the first of them.
	 */
	REPORT(Redelivery.RECORDS) {

		@Override
		void hold(List<ConsumedRecord> batch, BatchOutcome outcome, NackHolder holder) {
			log(outcome.nacks(), logger::warn);
			outcome.nacks().forEach(holder::hold);
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
	 * Logs the nacks of a batch and holds the records that come again.
	 * @param batch the records of the batch
	 * @param outcome the outcome for them
	 * @param holder holds records
	 */
	abstract void hold(List<ConsumedRecord> batch, BatchOutcome outcome, NackHolder holder);

	// The records behind a failed one are many and say nothing.
	private static void log(List<RecordNack> nacks, Consumer<Object> level) {
		List<RecordNack> failed = nacks.stream().filter((nack) -> !nack.isStopped()).toList();
		failed.stream().limit(MAX_LINES).forEach(level);
		if (failed.size() > MAX_LINES) {
			level.accept("Failed to process %d more records".formatted(failed.size() - MAX_LINES));
		}
		if (nacks.size() > failed.size()) {
			level.accept("Not attempted after that: %d records".formatted(nacks.size() - failed.size()));
		}
	}

}
