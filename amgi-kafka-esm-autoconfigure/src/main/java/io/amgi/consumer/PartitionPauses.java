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
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses partitions of a consumer, independently of pauses of the container.
 */
final class PartitionPauses {

	private final Consumer<?, ?> consumer;

	private final BooleanSupplier containerPaused;

	private Set<TopicPartition> paused = new HashSet<>();

	PartitionPauses(Consumer<?, ?> consumer, BooleanSupplier containerPaused) {
		this.consumer = consumer;
		this.containerPaused = containerPaused;
	}

	/**
	 * Pauses partitions and resumes others that were paused here. After a rebalance, or
	 * when the container was resumed, partitions must be paused again.
	 * @param partitions the partitions to pause
	 */
	void set(Collection<TopicPartition> partitions) {
		if (partitions.isEmpty() && this.paused.isEmpty()) {
			return;
		}
		Set<TopicPartition> assigned = this.consumer.assignment();
		List<TopicPartition> surplus = this.paused.stream()
			.filter((partition) -> assigned.contains(partition) && !partitions.contains(partition))
			.toList();
		if (!surplus.isEmpty() && !this.containerPaused.getAsBoolean()) {
			this.consumer.resume(surplus);
		}
		this.paused = new HashSet<>(partitions);
		this.paused.retainAll(assigned);
		this.consumer.pause(this.paused);
	}

}
