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
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that advances only during a wait or when a test advances it, and the clock of a
 * store, which may also jump.
 */
final class VirtualClock implements ClaimClock {

	private final AtomicLong nanos = new AtomicLong();

	private final AtomicLong jumped = new AtomicLong();

	private final AtomicLong waited = new AtomicLong();

	@Override
	public long nanoTime() {
		return this.nanos.get();
	}

	@Override
	public void sleep(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
		this.waited.addAndGet(duration.toNanos());
	}

	long storeNanos() {
		return this.nanos.get() + this.jumped.get();
	}

	void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	void jump(Duration duration) {
		this.jumped.addAndGet(duration.toNanos());
	}

	/**
	 * Returns the time waited since the last call.
	 * @return the time
	 */
	Duration takeWaited() {
		return Duration.ofNanos(this.waited.getAndSet(0));
	}

}
