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

import java.util.Collection;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the status of a consumer to other threads.
 */
final class ConsumerStatus {

	private static final long LAG_INTERVAL_NANOS = 1_000_000_000L;

	private final ConsumerLag lag;

	private volatile boolean assigned;

	private volatile boolean closed;

	private volatile long polledAt;

	private long lagAt = System.nanoTime() - LAG_INTERVAL_NANOS;

	ConsumerStatus(ConsumerLag lag) {
		this.lag = lag;
	}

	void assigned(boolean assigned) {
		this.assigned = assigned;
	}

	void polling(Collection<TopicPartition> partitions, Function<TopicPartition, @Nullable Long> lag) {
		long now = System.nanoTime();
		this.polledAt = now;
		if (now - this.lagAt >= LAG_INTERVAL_NANOS) {
			this.lagAt = now;
			partitions.forEach((partition) -> this.lag.update(partition, lag.apply(partition)));
		}
	}

	void removed(Collection<TopicPartition> partitions) {
		this.lag.remove(partitions);
	}

	void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Returns whether the consumer is a member of its group, and polls.
	 * @param maxPollNanos the longest time between polls
	 * @return whether it does
	 */
	boolean isReady(long maxPollNanos) {
		return this.assigned && !this.closed && System.nanoTime() - this.polledAt < maxPollNanos;
	}

}
