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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Signals to all threads of a mapping that it is being closed.
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
	 * Waits for a time, or until the mapping is closed.
	 * @param duration the maximum time to wait
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
