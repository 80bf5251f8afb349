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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.springframework.util.Assert;

/**
 * Keeps a producer per cluster, for at most eight clusters besides those in use. A lease
 * closes the producers of other clusters that were not used for ten minutes.
 */
final class ClusterProducers {

	private static final int MAX_CLUSTERS = 8;

	private static final long MAX_IDLE_NANOS = TimeUnit.MINUTES.toNanos(10);

	// Enough for a forced close, unless the producer's thread hangs.
	private static final Duration CLOSE_PATIENCE = Duration.ofMillis(100);

	// The least recently used one comes first.
	private final Map<BootstrapServers, ClusterProducer> producers = new LinkedHashMap<>(16, 0.75f, true);

	// Replaced, but still in use.
	private final Set<ClusterProducer> replaced = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Function<BootstrapServers, ClusterProducer> factory;

	private final LongSupplier clock;

	private boolean closed;

	ClusterProducers(Function<BootstrapServers, ClusterProducer> factory) {
		this(factory, System::nanoTime);
	}

	ClusterProducers(Function<BootstrapServers, ClusterProducer> factory, LongSupplier clock) {
		this.factory = factory;
		this.clock = clock;
	}

	/**
	 * Leases the producer of a cluster.
	 * @param cluster the cluster
	 * @return its producer, to be released
	 */
	ClusterProducer lease(BootstrapServers cluster) {
		List<ClusterProducer> evicted = new ArrayList<>();
		ClusterProducer producer = lease(cluster, evicted);
		evicted.forEach((one) -> one.close(Duration.ZERO));
		return producer;
	}

	private synchronized ClusterProducer lease(BootstrapServers cluster, List<ClusterProducer> evicted) {
		Assert.state(!this.closed, "The application is stopped");
		replaceIfFailed(cluster, evicted);
		ClusterProducer producer = this.producers.computeIfAbsent(cluster, this.factory);
		producer.lease();
		evict(evicted);
		return producer;
	}

	private void replaceIfFailed(BootstrapServers cluster, List<ClusterProducer> evicted) {
		ClusterProducer producer = this.producers.get(cluster);
		if (producer != null && producer.hasFailed()) {
			this.producers.remove(cluster);
			(producer.isLeased() ? this.replaced : evicted).add(producer);
		}
	}

	private void evict(List<ClusterProducer> evicted) {
		long idleSince = this.clock.getAsLong() - MAX_IDLE_NANOS;
		int surplus = this.producers.size() - MAX_CLUSTERS;
		Iterator<ClusterProducer> leastRecentlyUsed = this.producers.values().iterator();
		while (leastRecentlyUsed.hasNext()) {
			ClusterProducer producer = leastRecentlyUsed.next();
			if (producer.isUnusedSince(idleSince) || (surplus > 0 && !producer.isLeased())) {
				leastRecentlyUsed.remove();
				evicted.add(producer);
				surplus--;
			}
		}
	}

	/**
	 * Ends a lease, and closes a producer that is spent. One that still holds messages
	 * must not send them after the environment was frozen, when nobody waits for them.
	 * @param producer the leased producer
	 */
	void release(ClusterProducer producer) {
		if (isLast(producer)) {
			close(List.of(producer), Duration.ZERO);
		}
	}

	private synchronized boolean isLast(ClusterProducer producer) {
		producer.release(this.clock.getAsLong());
		boolean last = !producer.isLeased() && producer.isSpent();
		return last && (this.replaced.remove(producer) || this.producers.values().remove(producer));
	}

	/**
	 * Closes all producers, side by side. New ones are made when they are needed.
	 * @param timeout how long to wait for what is under way
	 */
	void clear(Duration timeout) {
		close(drain(), timeout);
	}

	private synchronized List<ClusterProducer> drain() {
		List<ClusterProducer> drained = new ArrayList<>(this.producers.values());
		drained.addAll(this.replaced);
		this.producers.clear();
		this.replaced.clear();
		return drained;
	}

	private static void close(List<ClusterProducer> producers, Duration timeout) {
		List<Thread> threads = producers.stream().map((producer) -> producer.close(timeout)).toList();
		long end = System.nanoTime() + timeout.plus(CLOSE_PATIENCE).toNanos();
		try {
			for (Thread thread : threads) {
				TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Returns how many producers are open, including replaced ones that are still in use.
	 * @return the number of producers
	 */
	synchronized int size() {
		return this.producers.size() + this.replaced.size();
	}

	/**
	 * Keeps producers from being made.
	 */
	synchronized void close() {
		this.closed = true;
	}

	/**
	 * Lets producers be made again.
	 */
	synchronized void open() {
		this.closed = false;
	}

}
