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

package io.amgi.redrive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from the topics that they came from, outside of any group.
 */
final class SourceRecords implements AutoCloseable {

	private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);

	private final Supplier<? extends Consumer<byte[], byte[]>> consumers;

	private @Nullable Consumer<byte[], byte[]> consumer;

	/**
	 * Creates a reader, without connecting to anything yet.
	 * @param consumers creates the consumer
	 */
	SourceRecords(Supplier<? extends Consumer<byte[], byte[]>> consumers) {
		this.consumers = consumers;
	}

	/**
	 * Reads the records that are still at their places.
	 * @param places the places
	 * @param max the maximum number of records to read
	 * @return the records in their order
	 * @throws UnusableLetterException if the topic never had the places
	 */
	List<ConsumerRecord<byte[], byte[]>> read(FailureDocument.Places places, int max) {
		Consumer<byte[], byte[]> consumer = consumer();
		TopicPartition partition = new TopicPartition(places.topic(), places.partition());
		check(consumer, places, partition);
		consumer.assign(List.of(partition));
		consumer.seek(partition, Math.max(places.first(), begin(consumer, partition)));
		List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
		while (consumer.position(partition) <= Math.min(places.last(), end(consumer, partition) - 1)
				&& records.size() < max) {
			for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
				if (record.offset() <= places.last() && records.size() < max) {
					records.add(record);
				}
			}
		}
		return records;
	}

	private Consumer<byte[], byte[]> consumer() {
		if (this.consumer == null) {
			this.consumer = this.consumers.get();
		}
		return this.consumer;
	}

	private static void check(Consumer<?, ?> consumer, FailureDocument.Places places, TopicPartition partition) {
		List<PartitionInfo> partitions = consumer.partitionsFor(places.topic());
		if (partitions == null || partitions.stream().noneMatch((info) -> info.partition() == places.partition())) {
			throw new UnusableLetterException("%s does not exist".formatted(partition));
		}
		if (places.last() >= end(consumer, partition)) {
			throw new UnusableLetterException("%s is beyond the end of its partition".formatted(places));
		}
	}

	// Retention and compaction may have removed records.
	private static long begin(Consumer<?, ?> consumer, TopicPartition partition) {
		return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
	}

	// Fails if the brokers are away.
	private static long end(Consumer<?, ?> consumer, TopicPartition partition) {
		return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
	}

	@Override
	public void close() {
		if (this.consumer != null) {
			this.consumer.close();
		}
	}

}
