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
import java.util.List;

/**
 * Waits for a key that another owner holds.
 */
final class HeldKey {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

	private final ScopeClaims claims;

	private final IdempotencyKey key;

	private Duration pause = FIRST_PAUSE;

	HeldKey(ScopeClaims claims, IdempotencyKey key) {
		this.claims = claims;
		this.key = key;
	}

	/**
	 * Waits before the key is claimed again: not at all if its holder is gone.
	 * @param claim the claim, as it is now
	 * @return whether to claim the key again, or {@code false} if no time is left
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	boolean await(Claim claim) throws InterruptedException {
		Duration untilGone = this.claims.untilGone(claim);
		if (this.claims.isClosed(claim.owner()) || untilGone.isZero() || untilGone.isNegative()) {
			this.claims.releaseFor(claim.owner(), List.of(this.key));
			return true;
		}
		if (this.claims.timeLeft().isOver()) {
			return false;
		}
		pause(shorter(claim.remaining(), untilGone));
		return true;
	}

	private void pause(Duration remaining) throws InterruptedException {
		Duration pause = shorter(remaining, this.pause);
		this.claims.clock().sleep((pause.compareTo(SHORTEST_PAUSE) > 0) ? pause : SHORTEST_PAUSE);
		this.pause = shorter(this.pause.multipliedBy(2), LONGEST_PAUSE);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
