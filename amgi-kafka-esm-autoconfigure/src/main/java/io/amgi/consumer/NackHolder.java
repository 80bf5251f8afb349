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
import java.util.function.Function;

import io.amgi.server.InboundRecord;
import io.amgi.server.ProcessingOptions;
import io.amgi.server.RecordNack;
import io.amgi.server.Redelivery;

/**
 * Holds records for another attempt, with those that must wait for them.
 */
final class NackHolder {

	private static final Object WHOLE_POLL = new Object();

	private final Backlog backlog;

	private final boolean stopsGroups;

	NackHolder(Backlog backlog, boolean stopsGroups) {
		this.backlog = backlog;
		this.stopsGroups = stopsGroups;
	}

	/**
	 * Returns the groups that records are held with.
	 * @param processing the order of records
	 * @param redelivery the records that come again if some fail
	 * @return the group of a record
	 */
	static Function<InboundRecord, Object> groups(ProcessingOptions processing, Redelivery redelivery) {
		return (redelivery == Redelivery.BATCH) ? (record) -> WHOLE_POLL : processing.ordering()::groupOf;
	}

	/**
	 * Holds the record of a nack. What was not handled to its end keeps its place, even
	 * where failures do not stop what is behind them.
	 * @param nack the nack
	 */
	void hold(RecordNack nack) {
		// The server returns the records that it was given, which are those of the poll.
		ConsumedRecord record = (ConsumedRecord) nack.record();
		if (this.stopsGroups || nack.isUndecided()) {
			this.backlog.holdGroup(record);
		}
		else {
			this.backlog.holdAlone(record);
		}
	}

	void holdAll(List<ConsumedRecord> batch) {
		batch.forEach(this.backlog::holdGroup);
	}

}
