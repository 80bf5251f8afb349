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

package io.amgi.idempotency;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long a record waits for a key that another owner holds.
 */
interface ClaimClock {

	/**
	 * The clock of this JVM.
	 */
	ClaimClock SYSTEM = new ClaimClock() {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public void sleep(Duration duration) throws InterruptedException {
			TimeUnit.NANOSECONDS.sleep(duration.toNanos());
		}

	};

	/**
	 * Returns the time, which has no relation to that of other clocks.
	 * @return nanoseconds
	 */
	long nanoTime();

	/**
	 * Waits.
	 * @param duration how long to wait
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void sleep(Duration duration) throws InterruptedException;

}
