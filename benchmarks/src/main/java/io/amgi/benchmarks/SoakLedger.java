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

package io.amgi.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import io.amgi.test.RecordId;
import io.amgi.test.mapping.Batch;
import io.amgi.test.mapping.EventSourceMappingListener;

/**
 * Keeps count of each record, in memory that does not grow.
 */
final class SoakLedger implements EventSourceMappingListener {

	private final AtomicIntegerArray attempts;

	private final AtomicIntegerArray handled;

	private final AtomicIntegerArray outbound;

	private final AtomicInteger acked = new AtomicInteger();

	private final AtomicInteger givenUp = new AtomicInteger();

	private final AtomicInteger lost = new AtomicInteger();

	private final AtomicInteger redriven = new AtomicInteger();

	private final AtomicInteger invocations = new AtomicInteger();

	private volatile boolean mended;

	SoakLedger(int records) {
		this.attempts = new AtomicIntegerArray(records);
		this.handled = new AtomicIntegerArray(records);
		this.outbound = new AtomicIntegerArray(records);
	}

	/**
	 * Records an attempt. One record in a hundred fails, either once or until
	 * {@link #mend()}.
	 * @param record the number of the record
	 */
	void attempt(int record) {
		int attempt = this.attempts.incrementAndGet(record);
		boolean fails = (record % 50_000 == 25_007) ? !this.mended : record % 100 == 7 && attempt == 1;
		if (fails) {
			throw new IllegalStateException("Fails");
		}
	}

	void mend() {
		this.mended = true;
	}

	void handled(int record) {
		this.handled.incrementAndGet(record);
	}

	int doneWith() {
		return this.acked.get() + this.givenUp.get();
	}

	int givenUp() {
		return this.givenUp.get();
	}

	int redrivenCount() {
		return this.redriven.get();
	}

	EventSourceMappingListener redriven() {
		return new EventSourceMappingListener() {

			@Override
			public void acked(RecordId record, int attempt) {
				SoakLedger.this.redriven.incrementAndGet();
			}

		};
	}

	@Override
	public void received(Batch batch) {
		this.invocations.incrementAndGet();
	}

	@Override
	public void acked(RecordId record, int attempt) {
		this.acked.incrementAndGet();
	}

	@Override
	public void lost(RecordId record, int attempt) {
		this.lost.incrementAndGet();
	}

	@Override
	public void givenUp(RecordId record, int attempts, String reason) {
		this.givenUp.incrementAndGet();
	}

	boolean isComplete() {
		return count(this.handled, 1) == this.handled.length() && count(this.outbound, 1) == this.outbound.length()
				&& doneWith() == this.handled.length() && this.redriven.get() == this.givenUp.get()
				&& this.lost.get() == 0;
	}

	/**
	 * Reads the sent messages.
	 * @param servers the brokers
	 * @param topic the topic
	 */
	void readOutbound(String servers, String topic) {
		try (KafkaConsumer<byte[], byte[]> consumer = BrokerTopic.read(servers, topic)) {
			Set<TopicPartition> partitions = consumer.assignment();
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (partitions.stream()
				.anyMatch((partition) -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
				count(consumer.poll(Duration.ofMillis(100)));
			}
		}
	}

	private void count(ConsumerRecords<byte[], byte[]> records) {
		records.forEach((record) -> this.outbound
			.incrementAndGet(Integer.parseInt(new String(record.value(), StandardCharsets.UTF_8))));
	}

	private static int count(AtomicIntegerArray records, int least) {
		int count = 0;
		for (int i = 0; i < records.length(); i++) {
			count += (records.get(i) >= least) ? 1 : 0;
		}
		return count;
	}

	private int attemptsAgain() {
		int again = 0;
		for (int i = 0; i < this.attempts.length(); i++) {
			again += Math.max(0, this.attempts.get(i) - 1);
		}
		return again;
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT,
				"| records | %,d |%n| handled | %,d |%n| handled more than once | %,d |%n| attempted again | %,d |%n"
						+ "| acked at the mapping | %,d |%n| in the on-failure topic | %,d |%n| redriven | %,d |%n| lost | %,d |%n| in the outbound topic | %,d |%n"
						+ "| there more than once | %,d |%n| invocations | %,d |%n",
				this.handled.length(), count(this.handled, 1), count(this.handled, 2), attemptsAgain(),
				this.acked.get(), this.givenUp.get(), this.redriven.get(), this.lost.get(), count(this.outbound, 1),
				count(this.outbound, 2), this.invocations.get());
	}

}
