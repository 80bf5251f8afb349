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
