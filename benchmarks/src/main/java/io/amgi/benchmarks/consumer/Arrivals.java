package io.amgi.benchmarks.consumer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts records, and notes when the first and the last one came.
 */
final class Arrivals {

	private final AtomicLong count = new AtomicLong();

	private volatile long first;

	private volatile long last;

	/**
	 * Handles a record.
	 * @param work the time that it takes
	 */
	void handle(Duration work) {
		long start = this.first;
		if (start == 0) {
			this.first = System.nanoTime();
		}
		if (!work.isZero()) {
			sleep(work);
		}
		this.last = System.nanoTime();
		this.count.incrementAndGet();
	}

	private static void sleep(Duration work) {
		try {
			Thread.sleep(work.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	long count() {
		return this.count.get();
	}

	double millis() {
		return (this.last - this.first) / 1e6;
	}

}
