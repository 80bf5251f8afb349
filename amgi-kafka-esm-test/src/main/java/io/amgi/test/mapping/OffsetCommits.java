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

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Commits the progress of partitions that are still assigned. Offsets that cannot be
 * committed are kept for the next time.
 */
final class OffsetCommits {

	private static final Log logger = LogFactory.getLog(OffsetCommits.class);

	private final Consumer<?, ?> consumer;

	private final Map<TopicPartition, Long> committed = new HashMap<>();

	private final Map<TopicPartition, Long> pending = new HashMap<>();

	OffsetCommits(Consumer<?, ?> consumer) {
		this.consumer = consumer;
	}

	void add(Map<TopicPartition, Long> positions) {
		positions.forEach((partition, offset) -> {
			if (!offset.equals(this.committed.get(partition))) {
				this.pending.put(partition, offset);
			}
		});
	}

	void forget(Collection<TopicPartition> partitions) {
		this.pending.keySet().removeAll(partitions);
		this.committed.keySet().removeAll(partitions);
	}

	void commit() {
		this.pending.keySet().retainAll(this.consumer.assignment());
		if (this.pending.isEmpty()) {
			return;
		}
		try {
			this.consumer.commitSync(this.pending.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> new OffsetAndMetadata(entry.getValue()))));
			this.committed.putAll(this.pending);
			this.pending.clear();
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			logger.debug("Could not commit yet", ex);
		}
	}

}
