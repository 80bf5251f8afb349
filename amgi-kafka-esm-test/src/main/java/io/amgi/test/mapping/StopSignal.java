package io.amgi.test.mapping;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells all threads of a mapping that it is being closed.
 */
final class StopSignal {

	private final CountDownLatch latch = new CountDownLatch(1);

	void stop() {
		this.latch.countDown();
	}

	boolean isStopped() {
		return this.latch.getCount() == 0;
	}

	/**
	 * Waits, but not longer than until the mapping is closed.
	 * @param duration how long
	 */
	void pause(Duration duration) {
		try {
			this.latch.await(duration.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
