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

/**
 * Commits offsets on a consumer. An offset that cannot be committed now is committed
 * later, or belongs to a partition that is about to be lost.
 */
final class OffsetCommits {

	private static final Log logger = LogFactory.getLog(OffsetCommits.class);

	private final Consumer<?, ?> consumer;

	OffsetCommits(Consumer<?, ?> consumer) {
		this.consumer = consumer;
	}

	/**
	 * Commits offsets.
	 * @param offsets the offsets
	 * @param timeout the maximum time to wait for the broker
	 * @return whether they are committed
	 * @throws KafkaException if the consumer cannot go on
	 */
	boolean commit(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		try {
			commitThroughWakeup(offsets, timeout);
			return true;
		}
		catch (FencedInstanceIdException | AuthenticationException | AuthorizationException ex) {
			throw ex;
		}
		catch (RebalanceInProgressException | CommitFailedException ex) {
			logger.debug("Couldn't commit during a rebalance", ex);
		}
		catch (KafkaException ex) {
			logger.warn("Couldn't commit offsets, which is tried again: " + ex.getMessage());
		}
		return false;
	}

	// A container that is being stopped wakes its consumer up, whatever that is doing.
	private void commitThroughWakeup(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		try {
			this.consumer.commitSync(offsets, timeout);
		}
		catch (WakeupException ex) {
			this.consumer.commitSync(offsets, timeout);
		}
	}

}
