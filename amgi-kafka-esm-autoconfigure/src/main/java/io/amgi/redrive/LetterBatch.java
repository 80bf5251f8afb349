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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.amgi.server.TopicPartition;

/**
 * The records of a batch of letters that are not handled yet, in the order of their
 * original partitions.
 */
final class LetterBatch {

	private final List<RedriveRecord> left;

	LetterBatch(List<RedriveRecord> records) {
		this.left = inOrder(records);
	}

	// The places of a partition's records stay, so that partitions take turns as before.
	private static List<RedriveRecord> inOrder(List<RedriveRecord> records) {
		Map<TopicPartition, List<Integer>> places = new HashMap<>();
		for (int i = 0; i < records.size(); i++) {
			RedriveRecord record = records.get(i);
			places.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), (key) -> new ArrayList<>())
				.add(i);
		}
		List<RedriveRecord> ordered = new ArrayList<>(records);
		places.values().forEach((indices) -> {
			List<RedriveRecord> sorted = new ArrayList<>(indices.stream().map(records::get).toList());
			sorted.sort(Comparator.comparingLong(RedriveRecord::offset));
			for (int i = 0; i < sorted.size(); i++) {
				ordered.set(indices.get(i), sorted.get(i));
			}
		});
		return ordered;
	}

	boolean isDone() {
		return this.left.isEmpty();
	}

	List<Letter> undone() {
		return this.left.stream().map(RedriveRecord::letter).toList();
	}

	/**
	 * Returns what can be handled together: a record that became several letters comes
	 * one letter at a time.
	 * @return the records
	 */
	List<RedriveRecord> next() {
		Set<String> ids = new HashSet<>();
		return this.left.stream().filter((record) -> ids.add(record.id())).toList();
	}

	/**
	 * Removes records that are done.
	 * @param handled the records that were handled
	 * @param undecided those of them to handle again
	 */
	void settle(Collection<RedriveRecord> handled, Collection<?> undecided) {
		Set<RedriveRecord> done = new HashSet<>(handled);
		undecided.forEach(done::remove);
		this.left.removeAll(done);
	}

	/**
	 * Removes the records of letters that another run reads now.
	 * @param share the share of the letters that this run has
	 */
	void retainAssigned(LetterShare share) {
		this.left.removeIf((record) -> !share.isAssigned(record.letter()));
	}

}
