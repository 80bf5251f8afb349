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

package io.amgi.server;

import java.nio.ByteBuffer;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * Policy for the records to handle one after another, in the order of the event. All
 * others are handled concurrently.
 */
public enum Ordering {

	/**
	 * The records of a partition.
	 */
	PARTITION("an earlier record of its partition failed") {

		@Override
		Object groupOf(TopicPartition topicPartition, InboundRecord record) {
			return topicPartition;
		}

	},

	/**
	 * The records of a partition that have the same key, byte by byte. Those without a
	 * key, or with one that cannot be decoded, are one group.
	 */
	KEY("an earlier record of its key failed") {

		@Override
		Object groupOf(TopicPartition topicPartition, InboundRecord record) {
			byte[] key = record.key();
			return new KeyGroup(topicPartition, (key != null) ? ByteBuffer.wrap(key) : null);
		}

	},

	/**
	 * None.
	 */
	UNORDERED("another record failed") {

		@Override
		Object groupOf(TopicPartition topicPartition, InboundRecord record) {
			return new RecordGroup(topicPartition, record.offset());
		}

	};

	private final String failureBefore;

	Ordering(String failureBefore) {
		this.failureBefore = failureBefore;
	}

	/**
	 * Returns the reason why records behind a failed one are not handled.
	 * @return the reason
	 */
	String failureBefore() {
		return this.failureBefore;
	}

	/**
	 * Returns the group of a record: equal for the records of one group, in all batches
	 * that hold them.
	 * @param record the record
	 * @return the group
	 */
	public Object groupOf(InboundRecord record) {
		TopicPartition topicPartition = record.topicPartition();
		return (topicPartition != null) ? groupOf(topicPartition, record) : new Object();
	}

	abstract Object groupOf(TopicPartition topicPartition, InboundRecord record);

	// Comparable, because a sender can choose keys with equal hash codes.
	private record KeyGroup(TopicPartition topicPartition, @Nullable ByteBuffer key) implements Comparable<KeyGroup> {

		private static final Comparator<KeyGroup> ORDER = Comparator.comparing(KeyGroup::topicPartition)
			.thenComparing(KeyGroup::key, Comparator.nullsFirst(Comparator.naturalOrder()));

		@Override
		public int compareTo(KeyGroup other) {
			return ORDER.compare(this, other);
		}

	}

	private record RecordGroup(TopicPartition topicPartition, long offset) implements Comparable<RecordGroup> {

		private static final Comparator<RecordGroup> ORDER = Comparator.comparing(RecordGroup::topicPartition)
			.thenComparingLong(RecordGroup::offset);

		@Override
		public int compareTo(RecordGroup other) {
			return ORDER.compare(this, other);
		}

	}

}
