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

package io.amgi.server;

import java.util.Comparator;

/**
 * A partition of a topic, within which Kafka keeps records in order.
 *
 * @param topic the topic
 * @param partition the partition's number
 */
public record TopicPartition(String topic, int partition) implements Comparable<TopicPartition> {

	private static final Comparator<TopicPartition> ORDER = Comparator.comparing(TopicPartition::topic)
		.thenComparingInt(TopicPartition::partition);

	// Hash maps use this order for colliding hash codes.
	@Override
	public int compareTo(TopicPartition other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.topic + "-" + this.partition;
	}

}
