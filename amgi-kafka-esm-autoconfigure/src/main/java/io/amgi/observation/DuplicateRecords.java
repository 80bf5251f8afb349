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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.amgi.server.BatchObservation;
import io.amgi.server.BatchObserver;
import io.amgi.server.BatchOutcome;
import io.amgi.server.InboundBatch;
import io.amgi.server.InboundRecord;
import io.amgi.server.RecordOutcome;

/**
 * Distinguishes duplicates, which were already handled and therefore skipped, from other
 * acknowledged records. Must precede the observers that use it.
 */
public final class DuplicateRecords implements BatchObserver {

	private final Map<InboundBatch, Set<String>> batches = Collections.synchronizedMap(new IdentityHashMap<>());

	private final ThreadLocal<@Nullable Set<String>> current = new ThreadLocal<>();

	@Override
	public BatchObservation open(InboundBatch batch) {
		Set<String> ids = ConcurrentHashMap.newKeySet();
		this.batches.put(batch, ids);
		return new BatchObservation() {

			@Override
			public RecordScope scope(InboundRecord record) {
				return enter(ids);
			}

			@Override
			public void close(BatchOutcome outcome) {
				DuplicateRecords.this.batches.remove(batch);
			}

		};
	}

	private BatchObservation.RecordScope enter(Set<String> ids) {
		Set<String> outer = this.current.get();
		this.current.set(ids);
		return () -> {
			if (outer != null) {
				this.current.set(outer);
			}
			else {
				this.current.remove();
			}
		};
	}

	/**
	 * Adds a record of the batch whose record is handled on this thread.
	 * @param id the id of the record
	 */
	public void add(String id) {
		Set<String> ids = this.current.get();
		if (ids != null) {
			ids.add(id);
		}
	}

	/**
	 * Returns how to name the outcomes of a batch's records.
	 * @param batch the batch
	 * @return the naming, which may be used after the end of the batch
	 */
	Naming namingOf(InboundBatch batch) {
		return new Naming(this.batches.getOrDefault(batch, Set.of()));
	}

	/**
	 * Names outcomes.
	 *
	 * @param duplicates the ids of the records that were handled before
	 */
	record Naming(Set<String> duplicates) {

		Outcome nameOf(InboundRecord record, RecordOutcome outcome) {
			Outcome named = Outcome.of(outcome);
			return (named == Outcome.ACKED && !this.duplicates.isEmpty() && this.duplicates.contains(record.id()))
					? Outcome.DUPLICATE : named;
		}

	}

}
