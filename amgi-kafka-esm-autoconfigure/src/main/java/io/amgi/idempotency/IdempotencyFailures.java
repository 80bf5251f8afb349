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

import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.amgi.protocol.NotCompletedException;

/**
 * Decides on records while a store is unavailable, and logs that, once a minute at most.
 */
final class IdempotencyFailures {

	private static final Log logger = LogFactory.getLog(IdempotencyFailures.class);

	private static final long LOG_INTERVAL = 60_000_000_000L;

	private final AtomicLong nextLog = new AtomicLong(System.nanoTime());

	private final OnStoreFailure onStoreFailure;

	IdempotencyFailures(OnStoreFailure onStoreFailure) {
		this.onStoreFailure = onStoreFailure;
	}

	/**
	 * Returns whether records are handled without a claim.
	 * @param failure the failure of the store
	 * @return whether they are
	 */
	boolean handlesWithoutClaim(RuntimeException failure) {
		if (failure instanceof NotCompletedException) {
			return false;
		}
		log(failure);
		return this.onStoreFailure == OnStoreFailure.HANDLE;
	}

	void log(RuntimeException failure) {
		long now = System.nanoTime();
		long next = this.nextLog.get();
		if (now - next >= 0 && this.nextLog.compareAndSet(next, now + LOG_INTERVAL)) {
			logger.warn("The idempotency store is unavailable", failure);
		}
	}

	static NotCompletedException notAttempted(RuntimeException failure) {
		return (failure instanceof NotCompletedException notCompleted) ? notCompleted
				: new NotCompletedException("Not attempted: the idempotency store is unavailable", failure);
	}

	static NotCompletedException notCompleted(RuntimeException failure) {
		return new NotCompletedException("Not completed: the idempotency store is unavailable", failure);
	}

	static NotCompletedException takenOver() {
		return new NotCompletedException(
				"Not completed: another delivery of the record has taken over its idempotency key");
	}

}
