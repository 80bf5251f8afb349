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

package io.amgi.observation;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.amgi.server.InboundBatch;
import io.amgi.server.InboundRecord;

/**
 * Measures the age of a batch's records at its arrival, and the time that is left for it.
 */
final class BatchClock {

	private final long arrival;

	private final long start = System.nanoTime();

	private final @Nullable Duration timeLeft;

	BatchClock(Clock clock, InboundBatch batch) {
		this.arrival = clock.millis();
		this.timeLeft = batch.timeLeft();
	}

	/**
	 * Returns how old a record was when the batch arrived.
	 * @param record the record
	 * @return its age, never negative though clocks differ, or {@code null} if its
	 * timestamp is not known
	 */
	@Nullable Duration ageOf(InboundRecord record) {
		Long timestamp = record.timestamp();
		return (timestamp != null && timestamp >= 0) ? Duration.ofMillis(Math.max(0, this.arrival - timestamp)) : null;
	}

	/**
	 * Returns the time that is left now.
	 * @return the time, never negative, or {@code null} without a deadline
	 */
	@Nullable Duration timeLeft() {
		if (this.timeLeft == null) {
			return null;
		}
		Duration left = this.timeLeft.minusNanos(System.nanoTime() - this.start);
		return left.isNegative() ? Duration.ZERO : left;
	}

}
