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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Merges the letters of several partitions in the order of their publication, which is
 * the order in which the records of an original partition were given up.
 */
final class LetterMerge {

	// Letters of 10 MB come one by one.
	private static final long MAX_BATCH_BYTES = 16 * 1024 * 1024;

	private final Map<TopicPartition, Queue<Letter>> queues = new HashMap<>();

	void assign(Collection<TopicPartition> partitions) {
		partitions.forEach((partition) -> this.queues.put(partition, new ArrayDeque<>()));
	}

	void remove(Collection<TopicPartition> partitions) {
		this.queues.keySet().removeAll(partitions);
	}

	void add(Letter letter) {
		Queue<Letter> queue = this.queues.get(letter.partition());
		if (queue != null) {
			queue.add(letter);
		}
	}

	boolean isEmpty(TopicPartition partition) {
		Queue<Letter> queue = this.queues.get(partition);
		return queue == null || queue.isEmpty();
	}

	/**
	 * Takes letters until a partition that may have earlier ones has none at hand.
	 * @param complete the partitions that have no further letters
	 * @param max the maximum number of letters
	 * @return the letters in their order
	 */
	List<Letter> take(Collection<TopicPartition> complete, int max) {
		List<Letter> taken = new ArrayList<>();
		long bytes = 0;
		while (taken.size() < max && bytes < MAX_BATCH_BYTES && canTake(complete)) {
			Letter letter = poll();
			if (letter == null) {
				break;
			}
			taken.add(letter);
			bytes += letter.size();
		}
		return taken;
	}

	private boolean canTake(Collection<TopicPartition> complete) {
		return this.queues.entrySet()
			.stream()
			.noneMatch((entry) -> entry.getValue().isEmpty() && !complete.contains(entry.getKey()));
	}

	private @Nullable Letter poll() {
		Letter earliest = heads().min(Comparator.comparingLong(Letter::publishedAt)).orElse(null);
		if (earliest == null) {
			return null;
		}
		// Clocks are too coarse to tell the order of letters that follow each other.
		Letter next = heads().filter(earliest::isBeside)
			.min(Comparator.comparingLong(Letter::originalOffset))
			.orElse(earliest);
		this.queues.getOrDefault(next.partition(), new ArrayDeque<>()).remove();
		return next;
	}

	private Stream<Letter> heads() {
		return this.queues.values().stream().filter((queue) -> !queue.isEmpty()).map(Queue::element);
	}

}
