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
import java.util.List;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that are retried together when they are due.
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
