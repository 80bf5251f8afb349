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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of dead letter topics, with the offsets at which a run ends.
 */
final class LetterPartitions {

	private final Consumer<?, ?> consumer;

	private final Map<TopicPartition, Long> ends;

	private LetterPartitions(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
		this.consumer = consumer;
		this.ends = new HashMap<>(ends);
	}

	/**
	 * Asks for the partitions and their ends.
	 * @param consumer the consumer
	 * @param topics the topics
	 * @return the partitions
	 * @throws RedriveException if a topic does not exist
	 */
	static LetterPartitions of(Consumer<?, ?> consumer, List<String> topics) {
		List<TopicPartition> partitions = new ArrayList<>();
		for (String topic : topics) {
			List<PartitionInfo> infos = consumer.partitionsFor(topic);
			if (infos == null || infos.isEmpty()) {
				throw new RedriveException("The topic '%s' does not exist".formatted(topic), null);
			}
			infos.forEach((info) -> partitions.add(new TopicPartition(topic, info.partition())));
		}
		return new LetterPartitions(consumer, consumer.endOffsets(partitions));
	}

	Set<TopicPartition> all() {
		return this.ends.keySet();
	}

	// What was added after the start is not read.
	long end(TopicPartition partition) {
		return this.ends.getOrDefault(partition, 0L);
	}

	boolean isRead(TopicPartition partition) {
		return this.consumer.position(partition) >= end(partition);
	}

	/**
	 * Lowers the ends of partitions that became shorter, since their topic was created
	 * again.
	 * @param partitions the partitions
	 */
	void refresh(Collection<TopicPartition> partitions) {
		this.consumer.endOffsets(partitions).forEach((partition, end) -> this.ends.merge(partition, end, Math::min));
	}

	/**
	 * Returns where to begin reading partitions.
	 * @param partitions the partitions
	 * @return the positions
	 */
	Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
		Map<TopicPartition, Long> begins = this.consumer.beginningOffsets(partitions);
		Map<TopicPartition, Long> lasts = this.consumer.endOffsets(partitions);
		Map<TopicPartition, OffsetAndMetadata> committed = this.consumer.committed(Set.copyOf(partitions));
		Map<TopicPartition, Long> starts = new HashMap<>();
		begins.forEach((partition, begin) -> starts.put(partition,
				start(begin, committed.get(partition), lasts.getOrDefault(partition, begin))));
		return starts;
	}

	// A position outside of the partition is one of a topic that was truncated or
	// created again.
	private static long start(long begin, @Nullable OffsetAndMetadata committed, long last) {
		return (committed != null && committed.offset() >= begin && committed.offset() <= last) ? committed.offset()
				: begin;
	}

	/**
	 * Returns how many offsets are left in partitions, according to committed positions.
	 * @param partitions the partitions
	 * @return the number of offsets
	 */
	long left(Collection<TopicPartition> partitions) {
		return partitions.isEmpty() ? 0
				: starts(partitions).entrySet()
					.stream()
					.mapToLong((start) -> Math.max(0, end(start.getKey()) - start.getValue()))
					.sum();
	}

}
