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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Measures how far this JVM's members of a consumer group are behind the ends of their
 * partitions.
 */
final class ConsumerLag {

	private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();

	private final PartitionLagListener listener;

	ConsumerLag(PartitionLagListener listener) {
		this.listener = listener;
	}

	void update(TopicPartition partition, @Nullable Long lag) {
		if (lag != null && this.lags.put(partition, lag) == null) {
			this.listener.added(partition.topic(), partition.partition(), () -> current(partition));
		}
	}

	private Number current(TopicPartition partition) {
		Long lag = this.lags.get(partition);
		// A conditional expression would convert the lag, too.
		if (lag == null) {
			return Double.NaN;
		}
		return lag;
	}

	void remove(Collection<TopicPartition> partitions) {
		for (TopicPartition partition : partitions) {
			if (this.lags.remove(partition) != null) {
				this.listener.removed(partition.topic(), partition.partition());
			}
		}
	}

}
