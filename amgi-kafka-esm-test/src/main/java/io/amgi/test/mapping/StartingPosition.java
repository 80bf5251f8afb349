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

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Position at which a mapping starts to read a partition without a committed offset.
 */
public enum StartingPosition {

	/**
	 * At the oldest record.
	 */
	TRIM_HORIZON {

		@Override
		Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Set<TopicPartition> partitions, Instant timestamp) {
			return consumer.beginningOffsets(partitions);
		}

	},

	/**
	 * After the newest record.
	 */
	LATEST {

		@Override
		Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Set<TopicPartition> partitions, Instant timestamp) {
			return consumer.endOffsets(partitions);
		}

	},

	/**
	 * At the first record that is not older than the starting position's timestamp.
	 */
	AT_TIMESTAMP {

		@Override
		Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Set<TopicPartition> partitions, Instant timestamp) {
			Map<TopicPartition, Long> offsets = consumer.endOffsets(partitions);
			Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(partitions.stream()
				.collect(Collectors.toMap(Function.identity(), (partition) -> timestamp.toEpochMilli())));
			found.forEach((partition, offset) -> {
				if (offset != null) {
					offsets.put(partition, offset.offset());
				}
			});
			return offsets;
		}

	};

	abstract Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Set<TopicPartition> partitions,
			Instant timestamp);

}
