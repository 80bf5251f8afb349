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

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the starting offsets of partitions without committed offsets.
 */
final class StartingOffsets {

	private StartingOffsets() {
	}

	static Map<TopicPartition, Long> find(Consumer<?, ?> consumer, Set<TopicPartition> partitions,
			EventSourceMappingSettings settings) {
		Set<TopicPartition> fresh = new HashSet<>(partitions);
		consumer.committed(partitions).forEach((partition, committed) -> {
			if (committed != null) {
				fresh.remove(partition);
			}
		});
		return (fresh.isEmpty()) ? Map.of()
				: settings.startingPosition().offsets(consumer, fresh, settings.startingPositionTimestamp());
	}

}
