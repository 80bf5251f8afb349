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
 * Waits for a key that another owner holds. If the store's clock jumps back, this JVM's
 * own clock detects that a holder has not renewed its claim for a whole lease.
 */
final class HeldKey {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

	private static final Duration TOLERANCE = Duration.ofSeconds(1);

	private final ScopeClaims claims;

	private final IdempotencyKey key;

	private Duration pause = FIRST_PAUSE;

	private Claim first = Claim.heldBy("", Duration.ZERO);

	private long since;

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
		if (this.claims.isClosed(claim.owner()) || isGone(claim)) {
			this.claims.releaseFor(claim.owner(), List.of(this.key));
			return true;
		}
		if (this.claims.timeLeft().isOver()) {
			return false;
		}
		pause(claim.remaining());
		return true;
	}

	private boolean isGone(Claim claim) {
		Duration waited = Duration.ofNanos(System.nanoTime() - this.since);
		if (!isSame(claim, waited)) {
			this.first = claim;
			this.since = System.nanoTime();
			return false;
		}
		return waited.compareTo(this.claims.lease()) >= 0;
	}

	private boolean isSame(Claim claim, Duration waited) {
		return !claim.owner().isEmpty() && claim.owner().equals(this.first.owner())
				&& claim.remaining().plus(waited).minus(this.first.remaining()).compareTo(TOLERANCE) < 0;
	}

	private void pause(Duration remaining) throws InterruptedException {
		Thread.sleep(Math.max(1, shorter(remaining, this.pause).toMillis()));
		this.pause = shorter(this.pause.multipliedBy(2), LONGEST_PAUSE);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
