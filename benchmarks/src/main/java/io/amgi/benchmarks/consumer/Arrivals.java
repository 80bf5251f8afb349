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

package io.amgi.benchmarks.consumer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts records, and notes the times of the first and the last one.
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
