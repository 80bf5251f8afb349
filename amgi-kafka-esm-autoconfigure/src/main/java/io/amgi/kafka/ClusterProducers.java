package io.amgi.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.util.Assert;

/**
 * A producer per cluster, of at most eight clusters but for those in use.
 */
final class ClusterProducers {

	private static final int MAX_CLUSTERS = 8;

	// The least recently used one comes first.
	private final Map<BootstrapServers, ClusterProducer> producers = new LinkedHashMap<>(16, 0.75f, true);

	private final Function<BootstrapServers, ClusterProducer> factory;

	private boolean closed;

	ClusterProducers(Function<BootstrapServers, ClusterProducer> factory) {
		this.factory = factory;
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
		Assert.state(!this.closed, "The application is closed");
		ClusterProducer producer = this.producers.computeIfAbsent(cluster, this.factory);
		producer.lease();
		evict(evicted);
		return producer;
	}

	private void evict(List<ClusterProducer> evicted) {
		Iterator<ClusterProducer> leastRecentlyUsed = this.producers.values().iterator();
		int surplus = this.producers.size() - MAX_CLUSTERS;
		while (surplus > 0 && leastRecentlyUsed.hasNext()) {
			ClusterProducer producer = leastRecentlyUsed.next();
			if (!producer.isLeased()) {
				leastRecentlyUsed.remove();
				evicted.add(producer);
				surplus--;
			}
		}
	}

	/**
	 * Ends a lease. What nobody waits for any more must not leave after the environment
	 * was frozen: a producer that still holds messages is replaced.
	 * @param producer the leased producer
	 */
	void release(ClusterProducer producer) {
		if (isAbandoned(producer)) {
			producer.close(Duration.ZERO);
		}
	}

	private synchronized boolean isAbandoned(ClusterProducer producer) {
		producer.release();
		boolean abandoned = !producer.isLeased() && producer.hasUnconfirmed();
		return abandoned && this.producers.values().remove(producer);
	}

	/**
	 * Closes all producers. New ones are made when they are needed.
	 * @param timeout how long to wait for what is under way
	 */
	void clear(Duration timeout) {
		drain().forEach((producer) -> producer.close(timeout));
	}

	private synchronized List<ClusterProducer> drain() {
		List<ClusterProducer> drained = List.copyOf(this.producers.values());
		this.producers.clear();
		return drained;
	}

	/**
	 * Keeps producers from being made.
	 */
	synchronized void close() {
		this.closed = true;
	}

}
