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

package io.amgi.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

import io.amgi.protocol.NonRetryableException;

/**
 * Refuses an invocation's messages to partitions that do not exist. A producer would wait
 * for such a partition to appear.
 */
final class TopicPartitions {

	// By topic, as the brokers have reported them to this invocation.
	private final Map<String, Integer> counts = new ConcurrentHashMap<>();

	/**
	 * Checks that the partition of a message exists.
	 * @param record the message
	 * @param known returns how many partitions the producer knows of a topic
	 * @param current asks the brokers how many partitions a topic has
	 * @throws NonRetryableException if the partition does not exist
	 */
	void check(OutboundRecord record, ToIntFunction<String> known, ToIntFunction<String> current) {
		Integer partition = record.partition();
		if (partition != null && partition >= known.applyAsInt(record.topic())) {
			// The producer's metadata may be minutes old, and partitions are added.
			int count = this.counts.computeIfAbsent(record.topic(), current::applyAsInt);
			if (partition >= count) {
				throw new NonRetryableException("Partition %d of '%s' does not exist, it has %d partitions"
					.formatted(partition, record.topic(), count));
			}
		}
	}

}
