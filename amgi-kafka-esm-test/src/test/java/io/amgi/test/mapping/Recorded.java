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

package io.amgi.test.mapping;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.amgi.test.RecordId;

/**
 * A listener that records its notifications.
 */
final class Recorded implements EventSourceMappingListener {

	final List<String> assigned = new CopyOnWriteArrayList<>();

	final List<Batch> batches = new CopyOnWriteArrayList<>();

	final List<RecordId> acked = new CopyOnWriteArrayList<>();

	final List<String> failures = new CopyOnWriteArrayList<>();

	final List<RecordId> failedWithOthers = new CopyOnWriteArrayList<>();

	final List<String> batchFailures = new CopyOnWriteArrayList<>();

	final List<RecordId> filtered = new CopyOnWriteArrayList<>();

	final List<RecordId> lost = new CopyOnWriteArrayList<>();

	final Map<RecordId, String> givenUp = new ConcurrentHashMap<>();

	@Override
	public void assigned(List<String> partitions) {
		this.assigned.addAll(partitions);
	}

	@Override
	public void filtered(RecordId record) {
		this.filtered.add(record);
	}

	@Override
	public void received(Batch batch) {
		this.batches.add(batch);
	}

	@Override
	public void failed(Batch batch, String reason) {
		this.batchFailures.add(reason);
	}

	@Override
	public void acked(RecordId record, int attempt) {
		this.acked.add(record);
	}

	@Override
	public void failed(RecordId record, int attempt, String reason) {
		this.failures.add(record.partition() + "@" + record.offset() + " #" + attempt + " " + reason);
	}

	@Override
	public void failedWithOthers(RecordId record, int attempt, String reason) {
		this.failedWithOthers.add(record);
		EventSourceMappingListener.super.failedWithOthers(record, attempt, reason);
	}

	@Override
	public void lost(RecordId record, int attempt) {
		this.lost.add(record);
	}

	@Override
	public void givenUp(RecordId record, int attempts, String reason) {
		this.givenUp.put(record, attempts + " " + reason);
	}

	List<Integer> batchSizes() {
		return this.batches.stream().map((batch) -> batch.records().size()).toList();
	}

}
