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

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.TopicPartition;

/**
 * Progress of a batch per partition. Written by the thread that delivers, read by the one
 * that commits.
 */
final class Progress {

	private final Map<TopicPartition, TreeSet<Long>> open = new HashMap<>();

	private final Map<TopicPartition, Long> ends;

	Progress(PolledBatch batch) {
		this.ends = new HashMap<>(batch.ends());
		batch.records()
			.forEach((record) -> this.open.computeIfAbsent(record.partition(), (key) -> new TreeSet<>())
				.add(record.id().offset()));
	}

	synchronized void done(PolledRecord record) {
		this.open.getOrDefault(record.partition(), new TreeSet<>()).remove(record.id().offset());
	}

	synchronized void forget(Collection<TopicPartition> partitions) {
		this.open.keySet().removeAll(partitions);
		this.ends.keySet().removeAll(partitions);
	}

	synchronized boolean isComplete() {
		return this.open.values().stream().allMatch(TreeSet::isEmpty);
	}

	synchronized Set<TopicPartition> partitions() {
		return Set.copyOf(this.ends.keySet());
	}

	/**
	 * Returns the lowest open offset of each partition. After a crash, later records are
	 * delivered again, even if they are done.
	 * @return the offsets to commit
	 */
	synchronized Map<TopicPartition, Long> positions() {
		Map<TopicPartition, Long> positions = new HashMap<>(this.ends);
		this.open.forEach((partition, offsets) -> {
			if (!offsets.isEmpty()) {
				positions.put(partition, offsets.first());
			}
		});
		return positions;
	}

}
