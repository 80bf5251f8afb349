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
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageScope;

/**
 * The time that a scope has left.
 *
 * @param deadline the deadline of the scope's batch, or {@code null} if there is none
 */
record TimeLeft(@Nullable Instant deadline) {

	private static final Duration MAX_CALL = Duration.ofSeconds(10);

	static TimeLeft of(MessageScope scope) {
		Object at = scope.extensions().getOrDefault("amgi.deadline", Map.of()).get("at");
		return new TimeLeft((at instanceof Instant instant) ? instant : null);
	}

	/**
	 * Returns the time-out for a call of a store.
	 * @return the time-out, positive
	 */
	Duration forCall() {
		Duration left = left(MAX_CALL);
		return (left.compareTo(Duration.ofMillis(1)) > 0) ? left : Duration.ofMillis(1);
	}

	/**
	 * Returns the time-out for a transaction.
	 * @return seconds, rounded down, one at least; -1 without a deadline
	 */
	int inSeconds() {
		return (this.deadline != null) ? (int) Math.max(1, Duration.between(Instant.now(), this.deadline).toSeconds())
				: -1;
	}

	boolean isOver() {
		Duration left = left(MAX_CALL);
		return left.isNegative() || left.isZero();
	}

	private Duration left(Duration max) {
		if (this.deadline == null) {
			return max;
		}
		Duration left = Duration.between(Instant.now(), this.deadline);
		return (left.compareTo(max) < 0) ? left : max;
	}

}
