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

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Handles the polls of one consumer: new records and records due for a retry are handled
 * as one batch, completed records are committed, and partitions with too many records
 * behind a failed one are paused. Runs on the polling thread.
 */
final class ConsumerSession {

	private static final Log logger = LogFactory.getLog(ConsumerSession.class);

	private static final Duration MIN_COMMIT_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration MAX_COMMIT_TIMEOUT = Duration.ofSeconds(10);

	private final Consumer<?, ?> consumer;

	private final BatchHandler handler;

	private final ConsumerOptions options;

	private final Backlog backlog;

	private final NackHolder holder;

	private final OffsetCommits commits;

	private final PartitionPauses pauses;

	private final PollGathering gathering;

	private final ConsumerStatus status;

	private Collection<TopicPartition> full = List.of();

	private boolean handled = true;

	private long pollStart = System.nanoTime();

	ConsumerSession(Consumer<?, ?> consumer, BatchHandler handler, ConsumerOptions options, PartitionPauses pauses,
			ConsumerStatus status, Backlog backlog) {
		this.consumer = consumer;
		this.handler = handler;
		this.options = options;
		this.backlog = backlog;
		this.holder = new NackHolder(this.backlog, options.stopsGroups());
		this.commits = new OffsetCommits(consumer, backlog);
		this.gathering = new PollGathering(consumer, backlog, options.gatheredGroups());
		this.pauses = pauses;
		this.status = status;
	}

	/**
	 * Handles due records if the last poll returned none, and prepares the next one.
	 */
	void beforePoll() {
		if (!this.handled) {
			this.gathering.polledNothing();
			handle();
		}
		this.handled = false;
		this.commits.begin();
		this.full = partitionsToPause();
		this.pauses.set(withGathered(this.full));
		this.status.polling(this.consumer.assignment(), this::lag);
		this.pollStart = System.nanoTime();
	}

	private Collection<TopicPartition> partitionsToPause() {
		return (this.options.repeatsWholePolls() && this.backlog.holdsRecords()) ? this.consumer.assignment()
				: this.backlog.full(this.options.maxUncommitted());
	}

	private Collection<TopicPartition> withGathered(Collection<TopicPartition> partitions) {
		if (this.gathering.partitions().isEmpty()) {
			return partitions;
		}
		Set<TopicPartition> all = new HashSet<>(this.gathering.partitions());
		all.addAll(partitions);
		return all;
	}

	private @Nullable Long lag(TopicPartition partition) {
		var behind = this.consumer.currentLag(partition);
		return behind.isPresent() ? behind.getAsLong() + this.backlog.uncommittedOffsets(partition) : null;
	}

	/**
	 * Handles the records of a poll, unless others are gathered first.
	 * @param polled the records
	 */
	void polled(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
		this.handled = true;
		if (!this.gathering.polled(this.backlog.add(polled), this.full)) {
			handle();
		}
	}

	private void handle() {
		this.gathering.end();
		List<ConsumedRecord> batch = this.backlog.take();
		if (!batch.isEmpty()) {
			long start = System.nanoTime();
			handle(batch);
			this.gathering.handled(System.nanoTime() - start);
		}
	}

	private void handle(List<ConsumedRecord> batch) {
		try {
			this.options.onNack().hold(batch, this.handler.handle(batch, timeLeft()), this.holder);
		}
		catch (RuntimeException ex) {
			logger.error("Couldn't handle %d records, which come again: %s".formatted(batch.size(), ex.getMessage()));
			this.holder.holdAll(batch);
		}
		this.backlog.settle(batch);
	}

	private Duration timeLeft() {
		Duration left = this.options.maxPollInterval().minusNanos(System.nanoTime() - this.pollStart);
		return left.isNegative() ? Duration.ZERO : left;
	}

	private Duration commitTimeout() {
		Duration left = timeLeft();
		Duration atLeast = (left.compareTo(MIN_COMMIT_TIMEOUT) < 0) ? MIN_COMMIT_TIMEOUT : left;
		return (atLeast.compareTo(MAX_COMMIT_TIMEOUT) > 0) ? MAX_COMMIT_TIMEOUT : atLeast;
	}

	void assigned() {
		this.status.assigned(true);
	}

	/**
	 * Commits what is done of partitions that another member gets, and forgets them.
	 * @param partitions the partitions
	 */
	void revoked(Collection<TopicPartition> partitions) {
		Map<TopicPartition, OffsetAndMetadata> offsets = this.backlog.committable();
		offsets.keySet().retainAll(partitions);
		try {
			this.commits.commit(offsets, commitTimeout());
		}
		finally {
			forget(partitions);
		}
	}

	/**
	 * Forgets partitions that another member has already.
	 * @param partitions the partitions
	 */
	void lost(Collection<TopicPartition> partitions) {
		this.status.assigned(false);
		forget(partitions);
	}

	private void forget(Collection<TopicPartition> partitions) {
		this.backlog.remove(partitions);
		this.status.removed(partitions);
	}

	/**
	 * Commits what is done and forgets all partitions, before the consumer leaves its
	 * group.
	 */
	void close() {
		this.status.close();
		try {
			revoked(this.consumer.assignment());
		}
		catch (KafkaException ex) {
			logger.warn("Couldn't commit offsets while the consumer was being closed: " + ex.getMessage());
		}
	}

}
