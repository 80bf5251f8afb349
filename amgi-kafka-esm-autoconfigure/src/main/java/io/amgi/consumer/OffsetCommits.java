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
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Commits offsets on a consumer. An offset that cannot be committed now is committed
 * later, or belongs to a partition that is about to be lost.
 */
final class OffsetCommits {

	private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final Log logger = LogFactory.getLog(OffsetCommits.class);

	private final Consumer<?, ?> consumer;

	private final Backlog backlog;

	private boolean underWay;

	private long failedAt = System.nanoTime() - RETRY_NANOS;

	private @Nullable KafkaException fatal;

	/**
	 * Creates commits.
	 * @param consumer the consumer
	 * @param backlog the records whose offsets are committed
	 */
	OffsetCommits(Consumer<?, ?> consumer, Backlog backlog) {
		this.consumer = consumer;
		this.backlog = backlog;
	}

	/**
	 * Begins to commit what may be committed, unless a commit is under way, or has just
	 * failed. The consumer ends it during later polls.
	 * @throws KafkaException if the consumer cannot go on
	 */
	void begin() {
		KafkaException fatal = this.fatal;
		if (fatal != null) {
			this.fatal = null;
			throw fatal;
		}
		if (!this.underWay && System.nanoTime() - this.failedAt >= RETRY_NANOS) {
			Map<TopicPartition, OffsetAndMetadata> offsets = this.backlog.committable();
			if (!offsets.isEmpty()) {
				this.underWay = true;
				this.consumer.commitAsync(offsets, this::ended);
			}
		}
	}

	private void ended(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
		this.underWay = false;
		if (failure == null) {
			this.backlog.committed(offsets);
		}
		else {
			this.failedAt = System.nanoTime();
			if (failure instanceof KafkaException exception && isFatal(exception)) {
				this.fatal = exception;
			}
			else {
				log(failure);
			}
		}
	}

	/**
	 * Commits offsets and waits until they are.
	 * @param offsets the offsets
	 * @param timeout the maximum time to wait for the broker
	 * @throws KafkaException if the consumer cannot go on
	 */
	void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (offsets.isEmpty()) {
			return;
		}
		try {
			commitThroughWakeup(offsets, timeout);
			this.backlog.committed(offsets);
		}
		catch (KafkaException ex) {
			if (isFatal(ex)) {
				throw ex;
			}
			log(ex);
		}
	}

	private static boolean isFatal(Exception failure) {
		return failure instanceof FencedInstanceIdException || failure instanceof AuthenticationException
				|| failure instanceof AuthorizationException;
	}

	private static void log(Exception failure) {
		if (failure instanceof RebalanceInProgressException || failure instanceof CommitFailedException) {
			logger.debug("Couldn't commit during a rebalance", failure);
		}
		else {
			logger.warn("Couldn't commit offsets, which is tried again: " + failure.getMessage());
		}
	}

	// A container that is being stopped wakes up its consumer, even during a commit.
	private void commitThroughWakeup(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		try {
			this.consumer.commitSync(offsets, timeout);
		}
		catch (WakeupException ex) {
			this.consumer.commitSync(offsets, timeout);
		}
	}

}
