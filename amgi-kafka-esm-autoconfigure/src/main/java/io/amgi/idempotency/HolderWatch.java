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

/**
 * Watches the owner of keys that others wait for. If the store's clock jumps back, this
 * JVM's own clock detects that the owner has not renewed its claims for a whole lease.
 */
final class HolderWatch {

	private static final Duration TOLERANCE = Duration.ofSeconds(1);

	private final ClaimClock clock;

	private final Duration lease;

	private Claim first;

	private long since;

	/**
	 * Creates a watch.
	 * @param first a claim of the owner, as it is now
	 * @param lease the lease of claims
	 * @param clock measures how long the owner does nothing
	 */
	HolderWatch(Claim first, Duration lease, ClaimClock clock) {
		this.first = first;
		this.lease = lease;
		this.clock = clock;
		this.since = clock.nanoTime();
	}

	/**
	 * Returns the time after which the owner of a claim is gone, if it does nothing until
	 * then.
	 * @param claim a claim of the owner, as it is now
	 * @return the time, zero or negative if the owner is gone
	 */
	Duration untilGone(Claim claim) {
		Duration idle = Duration.ofNanos(this.clock.nanoTime() - this.since);
		if (isRenewed(claim, idle)) {
			this.first = claim;
			this.since = this.clock.nanoTime();
			return this.lease;
		}
		return this.lease.minus(idle);
	}

	// Also true of a key that the owner has claimed later.
	private boolean isRenewed(Claim claim, Duration idle) {
		return claim.remaining().plus(idle).minus(this.first.remaining()).compareTo(TOLERANCE) >= 0;
	}

}
