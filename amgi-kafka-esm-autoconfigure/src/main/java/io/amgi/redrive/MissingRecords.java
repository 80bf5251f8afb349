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

package io.amgi.redrive;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Records that retention or compaction has removed from their topics.
 *
 * @param count the number of records, at least
 * @param gaps the offsets without a record
 */
record MissingRecords(long count, List<String> gaps) {

	private static final int MAX_GAPS = 10;

	/**
	 * Compares the records that are left with a document.
	 * @param document the document
	 * @param left the records
	 * @return the missing records
	 */
	static MissingRecords of(FailureDocument document, List<FailedRecord> left) {
		List<String> gaps = new ArrayList<>();
		long edges = 0;
		for (FailureDocument.Places places : document.places()) {
			TreeSet<Long> offsets = offsets(places, left);
			edges += edges(places, offsets);
			addGaps(places, offsets, gaps);
		}
		Integer batchSize = document.batchSize();
		return new MissingRecords((batchSize != null) ? batchSize - left.size() : edges, gaps);
	}

	private static TreeSet<Long> offsets(FailureDocument.Places places, List<FailedRecord> left) {
		TreeSet<Long> offsets = new TreeSet<>();
		left.stream()
			.map(FailedRecord::record)
			.filter((record) -> record.topic().equals(places.topic()) && record.partition() == places.partition())
			.forEach((record) -> offsets.add(record.offset()));
		return offsets;
	}

	// There were records at the first and at the last offset. Others may be those of
	// markers.
	private static long edges(FailureDocument.Places places, TreeSet<Long> offsets) {
		TreeSet<Long> edges = new TreeSet<>(List.of(places.first()));
		edges.add(places.last());
		edges.removeAll(offsets);
		return edges.size();
	}

	private static void addGaps(FailureDocument.Places places, TreeSet<Long> offsets, List<String> gaps) {
		long next = places.first();
		for (long offset : offsets) {
			addGap(places, next, offset - 1, gaps);
			next = offset + 1;
		}
		addGap(places, next, places.last(), gaps);
	}

	private static void addGap(FailureDocument.Places places, long first, long last, List<String> gaps) {
		if (first <= last && gaps.size() < MAX_GAPS) {
			gaps.add(new FailureDocument.Places(places.topic(), places.partition(), first, last).toString());
		}
	}

	/**
	 * Names the offsets without a record.
	 */
	@Override
	public String toString() {
		return "%d, among %s".formatted(this.count, String.join(", ", this.gaps));
	}

}
