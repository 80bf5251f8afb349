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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntConsumer;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.util.Assert;

/**
 * Passes the events of a container's threads to the sessions of their consumers.
 */
final class PollDispatcher implements BatchConsumerAwareMessageListener<byte[], byte[]>,
		BatchInterceptor<Object, Object>, ConsumerAwareRebalanceListener {

	private final Map<Consumer<?, ?>, ConsumerSession> sessions = new ConcurrentHashMap<>();

	private final Function<Consumer<?, ?>, ConsumerSession> factory;

	private final IntConsumer assignments;

	/**
	 * Creates a dispatcher.
	 * @param factory creates the session of a consumer
	 * @param assignments takes the number of partitions that a consumer has got
	 */
	PollDispatcher(Function<Consumer<?, ?>, ConsumerSession> factory, IntConsumer assignments) {
		this.factory = factory;
		this.assignments = assignments;
	}

	private ConsumerSession session(Consumer<?, ?> consumer) {
		return this.sessions.computeIfAbsent(consumer, this.factory);
	}

	@Override
	public void setupThreadState(Consumer<?, ?> consumer) {
		session(consumer).beforePoll();
	}

	@Override
	public ConsumerRecords<Object, Object> intercept(ConsumerRecords<Object, Object> records,
			Consumer<Object, Object> consumer) {
		return records;
	}

	@Override
	public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> consumer) {
		Assert.state(consumer != null, "There is no consumer");
		session(consumer).polled(records);
	}

	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		session(consumer).assigned();
		this.assignments.accept(consumer.assignment().size());
	}

	@Override
	public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		ifOpen(consumer, (session) -> session.revoked(partitions));
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		ifOpen(consumer, (session) -> session.lost(partitions));
	}

	// A consumer that is being closed gives its partitions back when its session is over.
	private void ifOpen(Consumer<?, ?> consumer, java.util.function.Consumer<ConsumerSession> action) {
		ConsumerSession session = this.sessions.get(consumer);
		if (session != null) {
			action.accept(session);
		}
	}

	/**
	 * Ends the session of a consumer.
	 * @param consumer the consumer, which is being closed
	 */
	void close(Consumer<?, ?> consumer) {
		ConsumerSession session = this.sessions.remove(consumer);
		if (session != null) {
			session.close();
		}
	}

}
