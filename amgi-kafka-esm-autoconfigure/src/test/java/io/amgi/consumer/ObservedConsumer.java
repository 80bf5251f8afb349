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
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer that reports its assigned partitions and committed offsets.
 */
final class ObservedConsumer extends KafkaConsumer<Object, Object> {

	private final Observer observer;

	ObservedConsumer(Map<String, Object> config, Observer observer) {
		super(config);
		this.observer = observer;
	}

	@Override
	public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
		super.subscribe(topics, new ConsumerRebalanceListener() {

			@Override
			public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
				partitions.forEach((partition) -> ObservedConsumer.this.observer.assigned(partition.partition()));
				listener.onPartitionsAssigned(partitions);
			}

			@Override
			public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
				listener.onPartitionsRevoked(partitions);
			}

			@Override
			public void onPartitionsLost(Collection<TopicPartition> partitions) {
				listener.onPartitionsLost(partitions);
			}

		});
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		super.commitSync(offsets, timeout);
		committed(offsets);
	}

	@Override
	public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
		super.commitAsync(offsets, (committed, failure) -> {
			if (failure == null) {
				committed(committed);
			}
			callback.onComplete(committed, failure);
		});
	}

	private void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
		offsets.forEach((partition, offset) -> this.observer.committed(partition.partition(), offset.offset()));
	}

	/**
	 * Receives a consumer's reports about the partitions of its topic.
	 */
	interface Observer {

		/**
		 * Ignores everything.
		 */
		Observer NONE = new Observer() {

			@Override
			public void assigned(int partition) {
			}

			@Override
			public void committed(int partition, long offset) {
			}

		};

		/**
		 * Called when the partition is new to the consumer, before it polls it.
		 * @param partition the partition
		 */
		void assigned(int partition);

		/**
		 * Called when the broker has confirmed a commit.
		 * @param partition the partition
		 * @param offset the offset
		 */
		void committed(int partition, long offset);

	}

}
