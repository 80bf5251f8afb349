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

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Forms batches. A batch ends at the batch size, at the payload limit or at the end of
 * the batching window. It may hold records of several partitions, but none of partitions
 * that are being delivered already. Used by one thread.
 */
final class Batcher {

	private final Map<TopicPartition, PartitionBuffer> buffers = new LinkedHashMap<>();

	private final int batchSize;

	private final long payloadLimit;

	private final long window;

	Batcher(EventSourceMappingSettings settings, int envelopeSize) {
		this.batchSize = settings.batchSize();
		this.payloadLimit = settings.maximumPayloadSize().toBytes() - envelopeSize;
		this.window = settings.maximumBatchingWindow().toNanos();
	}

	void add(PolledRecord record) {
		buffer(record.partition()).add(record);
	}

	void polledUpTo(TopicPartition partition, long offset) {
		buffer(partition).polledUpTo(offset);
	}

	void drop(Collection<TopicPartition> partitions) {
		this.buffers.keySet().removeAll(partitions);
	}

	boolean isFull(TopicPartition partition) {
		PartitionBuffer buffer = this.buffers.get(partition);
		return buffer != null && (buffer.count() >= this.batchSize || buffer.size() >= this.payloadLimit);
	}

	/**
	 * Returns the offset to poll next for each partition.
	 * @return the offsets to poll from
	 */
	Map<TopicPartition, Long> positions() {
		Map<TopicPartition, Long> positions = new HashMap<>();
		this.buffers.forEach((partition, buffer) -> positions.put(partition, buffer.polledUpTo()));
		return positions;
	}

	/**
	 * Returns how far each partition without waiting records was read.
	 * @param busy the partitions that are being delivered
	 * @return the offsets to commit
	 */
	Map<TopicPartition, Long> idle(Set<TopicPartition> busy) {
		Map<TopicPartition, Long> idle = new HashMap<>();
		this.buffers.forEach((partition, buffer) -> {
			if (buffer.count() == 0 && !busy.contains(partition)) {
				idle.put(partition, buffer.end());
			}
		});
		return idle;
	}

	@Nullable PolledBatch take(Set<TopicPartition> busy) {
		List<TopicPartition> available = this.buffers.keySet()
			.stream()
			.filter((partition) -> !busy.contains(partition) && buffer(partition).count() > 0)
			.toList();
		return isDue(available) ? take(available) : null;
	}

	private boolean isDue(List<TopicPartition> available) {
		int count = 0;
		long size = 0;
		for (TopicPartition partition : available) {
			PartitionBuffer buffer = buffer(partition);
			count += buffer.count();
			size += buffer.size();
			if (buffer.waitingFor() >= this.window) {
				return true;
			}
		}
		return count >= this.batchSize || size >= this.payloadLimit;
	}

	private PolledBatch take(List<TopicPartition> partitions) {
		List<PolledRecord> records = new ArrayList<>();
		Map<TopicPartition, Long> ends = new HashMap<>();
		long room = this.payloadLimit;
		for (TopicPartition partition : partitions) {
			room = take(buffer(partition), records, room);
			moveToEnd(partition, records, ends);
		}
		return new PolledBatch(records, ends);
	}

	/**
	 * Takes the records that fit. A record that is too large by itself is taken alone.
	 * @param buffer the buffer to take from
	 * @param records receives the records
	 * @param room the number of bytes left
	 * @return the number of bytes left afterwards
	 */
	private long take(PartitionBuffer buffer, List<PolledRecord> records, long room) {
		long left = room;
		PolledRecord next = buffer.peek();
		while (next != null && records.size() < this.batchSize && (next.event().size() <= left || records.isEmpty())) {
			left -= next.event().size();
			records.add(next);
			buffer.remove();
			next = buffer.peek();
		}
		return (next != null) ? 0 : left;
	}

	private void moveToEnd(TopicPartition partition, List<PolledRecord> records, Map<TopicPartition, Long> ends) {
		PolledRecord last = (records.isEmpty()) ? null : records.get(records.size() - 1);
		if (last != null && last.partition().equals(partition)) {
			PartitionBuffer buffer = buffer(partition);
			ends.put(partition, buffer.end());
			this.buffers.remove(partition);
			this.buffers.put(partition, buffer);
		}
	}

	private PartitionBuffer buffer(TopicPartition partition) {
		return this.buffers.computeIfAbsent(partition, (key) -> new PartitionBuffer());
	}

}
