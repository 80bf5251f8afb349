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
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Gathers the records of several polls into one batch until every handler has work.
 * Kafka's consumer returns all fetched records of one partition before it continues with
 * the next, so the records of a single poll would keep few handlers busy. Polls are not
 * gathered if handlers are fast.
 */
final class PollGathering {

	// A partition whose leader is away would delay each batch by an empty poll.
	private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

	// Faster handlers are done before another poll has brought something.
	private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final Consumer<?, ?> consumer;

	private final Backlog backlog;

	private final int maxGroups;

	private final Set<TopicPartition> polled = new HashSet<>();

	private long emptyAt = System.nanoTime() - REST_NANOS;

	private boolean slow = true;

	/**
	 * Creates a gathering.
	 * @param consumer the consumer
	 * @param backlog the records that were polled
	 * @param maxGroups the number of groups that are enough; one or none never gathers
	 */
	PollGathering(Consumer<?, ?> consumer, Backlog backlog, int maxGroups) {
		this.consumer = consumer;
		this.backlog = backlog;
		this.maxGroups = maxGroups;
	}

	/**
	 * Takes note of a poll.
	 * @param partitions the partitions that it has brought records of
	 * @param paused the partitions that were paused for other reasons
	 * @return whether to poll the other partitions before the records are handled
	 */
	boolean polled(Collection<TopicPartition> partitions, Collection<TopicPartition> paused) {
		if (!this.slow || this.maxGroups <= 1 || System.nanoTime() - this.emptyAt < REST_NANOS) {
			return false;
		}
		this.polled.addAll(partitions);
		return hasMore(paused) && !this.backlog.hasGroups(this.maxGroups);
	}

	private boolean hasMore(Collection<TopicPartition> paused) {
		return this.consumer.assignment()
			.stream()
			.anyMatch((partition) -> !this.polled.contains(partition) && !paused.contains(partition)
					&& mayHaveMore(partition));
	}

	private boolean mayHaveMore(TopicPartition partition) {
		OptionalLong lag = this.consumer.currentLag(partition);
		return lag.isEmpty() || lag.getAsLong() > 0;
	}

	/**
	 * Returns the partitions that are not polled again before the batch is handled.
	 * @return the partitions, empty if no batch is being gathered
	 */
	Collection<TopicPartition> partitions() {
		return this.polled;
	}

	/**
	 * Takes note of a poll that has brought nothing.
	 */
	void polledNothing() {
		if (!this.polled.isEmpty()) {
			this.emptyAt = System.nanoTime();
		}
	}

	/**
	 * Ends the gathering of a batch.
	 */
	void end() {
		this.polled.clear();
	}

	/**
	 * Takes note of a batch that was handled.
	 * @param nanos the time that it took
	 */
	void handled(long nanos) {
		this.slow = nanos >= SLOW_NANOS;
	}

}
