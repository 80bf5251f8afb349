package io.amgi.consumer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The uncommitted records of a partition in their order, from the first one that is not
 * done.
 */
final class PartitionBacklog {

	private final Deque<UncommittedRecord> records = new ArrayDeque<>();

	private long next;

	private long committed;

	/**
	 * Creates a backlog.
	 * @param first the offset of the partition's first record
	 */
	PartitionBacklog(long first) {
		this.next = first;
		this.committed = first;
	}

	/**
	 * Returns whether the partition has already gone past an offset. Its records start
	 * anew then, since the topic was truncated or created again.
	 * @param offset the offset of a polled record
	 * @return whether the backlog is of no more use
	 */
	boolean isPast(long offset) {
		return offset < this.next;
	}

	void add(UncommittedRecord record) {
		this.records.add(record);
		this.next = record.offset() + 1;
	}

	int size() {
		return this.records.size();
	}

	/**
	 * Returns the offset of the first record that is not done.
	 * @return the offset that may be committed
	 */
	long committable() {
		UncommittedRecord first = this.records.peek();
		while (first != null && first.isDone()) {
			this.records.remove();
			first = this.records.peek();
		}
		return (first != null) ? first.offset() : this.next;
	}

	boolean isCommitted() {
		return committable() == this.committed;
	}

	void committed(long offset) {
		this.committed = offset;
	}

	/**
	 * Returns how many offsets lie between the committable one and the end of what was
	 * polled.
	 * @return the number of offsets
	 */
	long uncommittedOffsets() {
		return this.next - committable();
	}

}
