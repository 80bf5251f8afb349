package io.amgi.consumer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that come again together, once their time has come.
 */
final class HeldRecords {

	private final List<UncommittedRecord> records = new ArrayList<>();

	private final long dueNanos;

	HeldRecords(long dueNanos) {
		this.dueNanos = dueNanos;
	}

	void add(UncommittedRecord record) {
		record.hold(true);
		this.records.add(record);
	}

	List<UncommittedRecord> records() {
		return this.records;
	}

	boolean isDue(long nanoTime) {
		return nanoTime - this.dueNanos >= 0;
	}

	/**
	 * Removes the records of partitions.
	 * @param partitions the partitions
	 * @return whether no record is left
	 */
	boolean remove(Collection<TopicPartition> partitions) {
		this.records.removeIf((record) -> partitions.contains(record.partition()));
		return this.records.isEmpty();
	}

}
