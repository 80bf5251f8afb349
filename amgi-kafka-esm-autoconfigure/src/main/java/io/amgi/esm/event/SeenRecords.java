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

package io.amgi.esm.event;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.amgi.server.TopicPartition;

/**
 * The records of one event, by which a second one of the same topic, partition and offset
 * is known.
 */
final class SeenRecords {

	private final Map<TopicPartition, SeenOffsets> offsets = new HashMap<>();

	private @Nullable TopicPartition last;

	private SeenOffsets lastOffsets = new SeenOffsets();

	/**
	 * Adds a record.
	 * @param record the record
	 * @return whether it was not there yet, or nobody can tell
	 */
	boolean add(KafkaRecord record) {
		String topic = record.topic();
		Integer partition = record.partition();
		if (topic == null || partition == null) {
			return true;
		}
		if (this.last == null || this.last.partition() != partition || !this.last.topic().equals(topic)) {
			this.last = new TopicPartition(topic, partition);
			this.lastOffsets = this.offsets.computeIfAbsent(this.last, (key) -> new SeenOffsets());
		}
		return this.lastOffsets.add(record.offset());
	}

}
