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

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * A record whose offset is not committed yet. One that is done waits for earlier ones of
 * its partition, and no longer keeps the record itself in memory.
 */
final class UncommittedRecord {

	private final TopicPartition partition;

	private final long offset;

	private @Nullable ConsumedRecord record;

	private @Nullable BackOffExecution backOff;

	private boolean held;

	UncommittedRecord(TopicPartition partition, ConsumerRecord<byte[], byte[]> polled) {
		this.partition = partition;
		this.offset = polled.offset();
		this.record = new ConsumedRecord(polled, this);
	}

	TopicPartition partition() {
		return this.partition;
	}

	long offset() {
		return this.offset;
	}

	ConsumedRecord record() {
		Assert.state(this.record != null, "The record is done");
		return this.record;
	}

	boolean isDone() {
		return this.record == null;
	}

	void done() {
		this.record = null;
		this.backOff = null;
	}

	boolean isHeld() {
		return this.held;
	}

	void hold(boolean held) {
		this.held = held;
	}

	/**
	 * Returns how long to wait until the next attempt, longer after each one.
	 * @param backOff the intervals
	 * @return the time in milliseconds
	 */
	long nextBackOff(BackOff backOff) {
		if (this.backOff == null) {
			this.backOff = backOff.start();
		}
		return this.backOff.nextBackOff();
	}

}
