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

package io.amgi.server;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The deadline of a batch and the times before it at which work stops and the outcome is
 * closed. Without a deadline, a batch may take as long as it needs.
 */
final class Deadline {

	private static final Deadline NONE = new Deadline(null, Long.MAX_VALUE, 0);

	private final @Nullable Instant at;

	private final long nanoTime;

	private final long margin;

	private Deadline(@Nullable Instant at, long nanoTime, long margin) {
		this.at = at;
		this.nanoTime = nanoTime;
		this.margin = margin;
	}

	static Deadline of(@Nullable Duration timeLeft, Duration margin) {
		if (timeLeft == null) {
			return NONE;
		}
		long remaining = timeLeft.toNanos();
		return new Deadline(Instant.now().plusNanos(remaining), System.nanoTime() + remaining,
				Math.min(margin.toNanos(), remaining / 4));
	}

	/**
	 * Returns when the invocation ends.
	 * @return the time, or {@code null} if it may take as long as it wants
	 */
	@Nullable Instant at() {
		return this.at;
	}

	/**
	 * Returns how much time is left.
	 * @return the time, or {@code null} without a deadline
	 */
	@Nullable Duration left() {
		return (this.at != null) ? Duration.ofNanos(remainingNanos()) : null;
	}

	/**
	 * Returns how much time is left.
	 * @return nanoseconds, negative when the deadline has passed
	 */
	long remainingNanos() {
		return (this.at != null) ? this.nanoTime - System.nanoTime() : Long.MAX_VALUE;
	}

	/**
	 * Returns how long records may still start.
	 * @return nanoseconds, negative when the margin has begun
	 */
	long nanosToMargin() {
		return (this.at != null) ? remainingNanos() - this.margin : Long.MAX_VALUE;
	}

	/**
	 * Returns how long the outcome may still change: the last quarter of the margin is
	 * for the response.
	 * @return nanoseconds, negative when the outcome must be closed
	 */
	long nanosToClose() {
		return (this.at != null) ? remainingNanos() - this.margin / 4 : Long.MAX_VALUE;
	}

	/**
	 * Returns how long the report of failures may take: the response needs some of what
	 * is left then.
	 * @return nanoseconds, negative when the deadline has passed
	 */
	long nanosToReport() {
		return (this.at != null) ? remainingNanos() / 2 : Long.MAX_VALUE;
	}

}
