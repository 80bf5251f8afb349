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

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

import io.amgi.test.RecordId;

/**
 * An event poller: reads its share of the partitions, forms batches, has them delivered
 * and commits records that are done. It keeps polling while batches are being delivered,
 * and so stays in its group however long a batch is retried.
 */
final class Poller implements Runnable, ConsumerRebalanceListener {

	private static final Log logger = LogFactory.getLog(Poller.class);

	private static final Duration POLL_TIMEOUT = Duration.ofMillis(50);

	private static final Duration POLL_TIMEOUT_WHILE_DELIVERING = Duration.ofMillis(5);

	private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

	private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

	private final Consumer<byte[], byte[]> consumer;

	private final Collection<String> topics;

	private final EventSourceMappingSettings settings;

	private final DeliveryContext pipeline;

	private final Batcher batcher;

	private final Deliveries deliveries;

	private final OffsetCommits commits;

	Poller(Consumer<byte[], byte[]> consumer, Collection<String> topics, EventSourceMappingSettings settings,
			DeliveryContext pipeline, ExecutorService executor) {
		this.consumer = consumer;
		this.topics = topics;
		this.settings = settings;
		this.pipeline = pipeline;
		this.batcher = new Batcher(settings, pipeline.invoker().event(List.of()).length);
		this.deliveries = new Deliveries(executor, settings.concurrentInvocations());
		this.commits = new OffsetCommits(consumer);
	}

	@Override
	public void run() {
		try (this.consumer) {
			this.consumer.subscribe(this.topics, this);
			while (!this.pipeline.stop().isStopped()) {
				pollSafely();
			}
			drain();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			logger.error("Failed to close a poller of " + this.topics, ex);
		}
	}

	private void pollSafely() throws InterruptedException {
		try {
			commit();
			deliver();
			poll();
		}
		catch (RuntimeException ex) {
			logger.error("Failed to poll " + this.topics, ex);
			this.pipeline.stop().pause(PAUSE_AFTER_FAILURE);
			rewind();
		}
	}

	// Records that were polled but did not reach the batcher must be polled again.
	private void rewind() {
		Map<TopicPartition, Long> positions = this.batcher.positions();
		positions.keySet().retainAll(this.consumer.assignment());
		positions.forEach(this.consumer::seek);
	}

	private void poll() throws InterruptedException {
		Set<TopicPartition> full = this.consumer.assignment()
			.stream()
			.filter(this.batcher::isFull)
			.collect(Collectors.toSet());
		this.consumer.resume(this.consumer.assignment());
		this.consumer.pause(full);
		ConsumerRecords<byte[], byte[]> records = this.consumer.poll(pollTimeout());
		records.forEach(this::accept);
		records.nextOffsets().forEach((partition, next) -> this.batcher.polledUpTo(partition, next.offset()));
	}

	private Duration pollTimeout() throws InterruptedException {
		if (this.deliveries.isFull()) {
			this.deliveries.awaitAny(POLL_TIMEOUT);
			return Duration.ZERO;
		}
		return (this.deliveries.isEmpty()) ? POLL_TIMEOUT : POLL_TIMEOUT_WHILE_DELIVERING;
	}

	private void accept(ConsumerRecord<byte[], byte[]> record) {
		PolledRecord polled = PolledRecord.of(record, this.settings.schemaRegistry());
		if (polled.defect() != null || this.settings.filterCriteria().matches(polled.source())) {
			this.batcher.add(polled);
		}
		else {
			this.pipeline.listener().filtered(RecordId.of(record));
			this.batcher.polledUpTo(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
		}
	}

	private void deliver() {
		while (!this.deliveries.isFull()) {
			PolledBatch batch = this.batcher.take(this.deliveries.partitions());
			if (batch == null) {
				return;
			}
			this.deliveries.start(new BatchDelivery(batch, this.pipeline));
		}
	}

	private void commit() {
		this.commits.add(this.batcher.idle(this.deliveries.partitions()));
		commitDelivered();
	}

	private void commitDelivered() {
		Set<BatchDelivery> ended = this.deliveries.collect(this.commits::add);
		this.commits.commit();
		ended.stream().filter((delivery) -> !delivery.isComplete()).forEach(this::pollAgain);
	}

	// Later commits must not skip records that an ended delivery has left open.
	private void pollAgain(BatchDelivery delivery) {
		this.batcher.drop(delivery.partitions());
		delivery.positions().forEach(this.batcher::polledUpTo);
		rewind();
	}

	private void drain() throws InterruptedException {
		Instant end = Instant.now().plus(DRAIN_TIMEOUT);
		while (!this.deliveries.isEmpty() && Instant.now().isBefore(end)) {
			this.deliveries.awaitAny(POLL_TIMEOUT);
			this.deliveries.collect(this.commits::add);
		}
		this.deliveries.cancel();
		this.commits.commit();
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		Map<TopicPartition, Long> starts = StartingOffsets.find(this.consumer, Set.copyOf(partitions), this.settings);
		starts.forEach(this.consumer::seek);
		this.commits.add(starts);
		this.commits.commit();
		this.pipeline.listener().assigned(partitions.stream().map(TopicPartition::toString).sorted().toList());
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		this.deliveries.leave(partitions);
		commitDelivered();
		onPartitionsLost(partitions);
	}

	@Override
	public void onPartitionsLost(Collection<TopicPartition> partitions) {
		this.batcher.drop(partitions);
		this.deliveries.forget(partitions);
		this.commits.forget(partitions);
	}

}
