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

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.util.backoff.BackOff;

import io.amgi.server.InboundRecord;

/**
 * The records of a consumer that are not committed yet: new ones, and those that are held
 * for another attempt. New records of a held group wait behind the held ones.
 */
final class Backlog {

	private final Map<TopicPartition, PartitionBacklog> partitions = new HashMap<>();

	private final Map<Object, HeldRecords> held = new LinkedHashMap<>();

	private final List<UncommittedRecord> fresh = new ArrayList<>();

	private final Set<Object> freshGroups = new HashSet<>();

	private int grouped;

	private final Function<InboundRecord, Object> groups;

	private final BackOff backOff;

	private final LongSupplier nanoClock;

	/**
	 * Creates a backlog.
	 * @param groups returns the group that a record is held with
	 * @param backOff the intervals between attempts
	 * @param nanoClock returns the time in nanoseconds
	 */
	Backlog(Function<InboundRecord, Object> groups, BackOff backOff, LongSupplier nanoClock) {
		this.groups = groups;
		this.backOff = backOff;
		this.nanoClock = nanoClock;
	}

	/**
	 * Adds the records of a poll.
	 * @param polled the records
	 * @return their partitions
	 */
	Set<TopicPartition> add(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
		Set<TopicPartition> partitions = new HashSet<>();
		TopicPartition partition = null;
		for (ConsumerRecord<byte[], byte[]> record : polled) {
			// Polled records come partition by partition.
			if (partition == null || partition.partition() != record.partition()
					|| !partition.topic().equals(record.topic())) {
				partition = new TopicPartition(record.topic(), record.partition());
				partitions.add(partition);
			}
			add(partition, new UncommittedRecord(partition, record));
		}
		return partitions;
	}

	private void add(TopicPartition partition, UncommittedRecord record) {
		backlog(partition, record.offset()).add(record);
		HeldRecords held = this.held.isEmpty() ? null : this.held.get(this.groups.apply(record.record()));
		if (held != null) {
			held.add(record);
		}
		else {
			this.fresh.add(record);
		}
	}

	private PartitionBacklog backlog(TopicPartition partition, long offset) {
		PartitionBacklog backlog = this.partitions.get(partition);
		if (backlog != null && backlog.isPast(offset)) {
			remove(List.of(partition));
			backlog = null;
		}
		return (backlog != null) ? backlog
				: this.partitions.computeIfAbsent(partition, (added) -> new PartitionBacklog(offset));
	}

	/**
	 * Returns whether the new records are those of many groups.
	 * @param count the number of groups
	 * @return whether there are at least as many
	 */
	boolean hasGroups(int count) {
		while (this.grouped < this.fresh.size() && this.freshGroups.size() < count) {
			this.freshGroups.add(this.groups.apply(this.fresh.get(this.grouped++).record()));
		}
		return this.freshGroups.size() >= count;
	}

	/**
	 * Takes the records that may be handled now, held ones ahead of new ones.
	 * @return the records of the next batch
	 */
	List<ConsumedRecord> take() {
		List<ConsumedRecord> batch = new ArrayList<>(this.fresh.size());
		takeDue(batch);
		this.fresh.forEach((record) -> batch.add(record.record()));
		this.fresh.clear();
		forgetGroups();
		return batch;
	}

	private void takeDue(List<ConsumedRecord> batch) {
		if (this.held.isEmpty()) {
			return;
		}
		long now = this.nanoClock.getAsLong();
		for (Iterator<HeldRecords> all = this.held.values().iterator(); all.hasNext();) {
			HeldRecords held = all.next();
			if (held.isDue(now)) {
				all.remove();
				held.records().forEach((record) -> {
					record.hold(false);
					batch.add(record.record());
				});
			}
		}
	}

	/**
	 * Holds a record together with its group.
	 * @param record the record
	 */
	void holdGroup(ConsumedRecord record) {
		hold(record, this.groups.apply(record));
	}

	/**
	 * Holds a record without its group.
	 * @param record the record
	 */
	void holdAlone(ConsumedRecord record) {
		hold(record, record);
	}

	// The back-off of the first record applies to its group.
	private void hold(ConsumedRecord record, Object key) {
		UncommittedRecord uncommitted = record.uncommitted();
		this.held
			.computeIfAbsent(key,
					(added) -> new HeldRecords(this.nanoClock.getAsLong()
							+ TimeUnit.MILLISECONDS.toNanos(uncommitted.nextBackOff(this.backOff))))
			.add(uncommitted);
	}

	/**
	 * Ends the handling of a batch: what is not held is done.
	 * @param batch the records
	 */
	void settle(List<ConsumedRecord> batch) {
		for (ConsumedRecord record : batch) {
			if (!record.uncommitted().isHeld()) {
				record.uncommitted().done();
			}
		}
	}

	boolean holdsRecords() {
		return !this.held.isEmpty();
	}

	/**
	 * Returns the offsets that are not committed yet but may be.
	 * @return the offsets by partition
	 */
	Map<TopicPartition, OffsetAndMetadata> committable() {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		this.partitions.forEach((partition, backlog) -> {
			if (!backlog.isCommitted()) {
				offsets.put(partition, new OffsetAndMetadata(backlog.committable()));
			}
		});
		return offsets;
	}

	void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
		offsets.forEach((partition, offset) -> {
			PartitionBacklog backlog = this.partitions.get(partition);
			if (backlog != null) {
				backlog.committed(offset.offset());
			}
		});
	}

	/**
	 * Returns the partitions with at least as many uncommitted records as may be.
	 * @param maxUncommitted the maximum number of records
	 * @return the partitions
	 */
	Collection<TopicPartition> full(int maxUncommitted) {
		if (this.held.isEmpty()) {
			return List.of();
		}
		return this.partitions.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().size() >= maxUncommitted)
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/**
	 * Returns how many offsets of a partition were polled but may not be committed.
	 * @param partition the partition
	 * @return the number of offsets
	 */
	long uncommittedOffsets(TopicPartition partition) {
		PartitionBacklog backlog = this.partitions.get(partition);
		return (backlog != null) ? backlog.uncommittedOffsets() : 0;
	}

	/**
	 * Forgets partitions.
	 * @param partitions the partitions
	 */
	void remove(Collection<TopicPartition> partitions) {
		this.partitions.keySet().removeAll(partitions);
		this.held.values().removeIf((held) -> held.remove(partitions));
		this.fresh.removeIf((record) -> partitions.contains(record.partition()));
		forgetGroups();
	}

	private void forgetGroups() {
		this.freshGroups.clear();
		this.grouped = 0;
	}

}
