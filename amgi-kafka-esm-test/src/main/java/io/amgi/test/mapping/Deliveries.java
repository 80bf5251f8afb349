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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The batches that one poller is delivering. Used by the poller's thread.
 */
final class Deliveries {

	private static final Log logger = LogFactory.getLog(Deliveries.class);

	private final Map<BatchDelivery, Future<?>> running = new LinkedHashMap<>();

	private final BlockingQueue<BatchDelivery> finished = new LinkedBlockingQueue<>();

	private final ExecutorService executor;

	private final int limit;

	Deliveries(ExecutorService executor, int limit) {
		this.executor = executor;
		this.limit = limit;
	}

	boolean isEmpty() {
		return this.running.isEmpty();
	}

	boolean isFull() {
		return this.running.size() >= this.limit;
	}

	Set<TopicPartition> partitions() {
		return this.running.keySet()
			.stream()
			.flatMap((delivery) -> delivery.partitions().stream())
			.collect(Collectors.toSet());
	}

	void start(BatchDelivery delivery) {
		this.running.put(delivery, this.executor.submit(() -> {
			run(delivery);
			this.finished.add(delivery);
		}));
	}

	private static void run(BatchDelivery delivery) {
		try {
			delivery.run();
		}
		catch (Throwable ex) {
			logger.error("Failed to deliver a batch of " + delivery.partitions() + ": delivering it again", ex);
		}
	}

	void leave(Collection<TopicPartition> partitions) {
		this.running.keySet().forEach((delivery) -> delivery.leave(partitions));
	}

	void forget(Collection<TopicPartition> partitions) {
		this.running.keySet().forEach((delivery) -> delivery.forget(partitions));
	}

	/**
	 * Passes on the progress of the deliveries, and removes those that have ended.
	 * @param positions receives the offsets to commit
	 * @return the deliveries that have ended
	 */
	Set<BatchDelivery> collect(Consumer<Map<TopicPartition, Long>> positions) {
		Set<BatchDelivery> ended = Set.copyOf(this.finished);
		this.running.keySet().forEach((delivery) -> positions.accept(delivery.positions()));
		this.running.keySet().removeAll(ended);
		this.finished.removeAll(ended);
		return ended;
	}

	void awaitAny(Duration timeout) throws InterruptedException {
		@Nullable BatchDelivery ended = this.finished.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
		if (ended != null) {
			this.finished.add(ended);
		}
	}

	void cancel() {
		this.running.values().forEach((delivery) -> delivery.cancel(true));
	}

}
