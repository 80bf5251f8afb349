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

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The records of one partition that wait for a batch.
 */
final class PartitionBuffer {

	private final Deque<PolledRecord> records = new ArrayDeque<>();

	private long size;

	private long polledUpTo;

	void add(PolledRecord record) {
		this.records.add(record);
		this.size += record.event().size();
		this.polledUpTo = record.id().offset() + 1;
	}

	void polledUpTo(long offset) {
		this.polledUpTo = offset;
	}

	long polledUpTo() {
		return this.polledUpTo;
	}

	int count() {
		return this.records.size();
	}

	@Nullable PolledRecord peek() {
		return this.records.peek();
	}

	void remove() {
		this.size -= this.records.remove().event().size();
	}

	long size() {
		return this.size;
	}

	long waitingFor() {
		PolledRecord next = this.records.peek();
		return (next != null) ? System.nanoTime() - next.polledAt() : 0;
	}

	/**
	 * Returns the offset at which reading continues when everything taken so far is done,
	 * beyond filtered records and gaps.
	 * @return the offset to commit
	 */
	long end() {
		PolledRecord next = this.records.peek();
		return (next != null) ? next.id().offset() : this.polledUpTo;
	}

}
