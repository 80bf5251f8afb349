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
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * An {@link IdempotencyStore} in this JVM's memory, for tests and local runs. Other
 * environments do not see it, and it ends with the JVM.
 */
public final class InMemoryIdempotencyStore implements IdempotencyStore {

	private final Map<IdempotencyKey, Entry> entries = new LinkedHashMap<>();

	private final Duration retention;

	private final LongSupplier nanos;

	/**
	 * Creates a store.
	 * @param retention the time that completed keys are remembered
	 */
	public InMemoryIdempotencyStore(Duration retention) {
		this(retention, System::nanoTime);
	}

	InMemoryIdempotencyStore(Duration retention, LongSupplier nanos) {
		this.retention = retention;
		this.nanos = nanos;
	}

	@Override
	public synchronized Map<IdempotencyKey, Claim> claim(Collection<IdempotencyKey> keys, String owner, Duration lease,
			Duration timeout) {
		long now = this.nanos.getAsLong();
		Map<IdempotencyKey, Claim> claims = new LinkedHashMap<>();
		for (IdempotencyKey key : keys) {
			claims.put(key, claim(key, owner, lease, now));
		}
		return claims;
	}

	private Claim claim(IdempotencyKey key, String owner, Duration lease, long now) {
		Entry entry = this.entries.get(key);
		if (entry != null && !entry.isFree(now)) {
			if (entry.completed()) {
				return Claim.completed(entry.owner());
			}
			if (!entry.owner().equals(owner)) {
				return Claim.heldBy(entry.owner(), Duration.ofNanos(entry.expiresAt() - now));
			}
		}
		this.entries.put(key, new Entry(owner, false, now + lease.toNanos()));
		return Claim.granted(owner);
	}

	@Override
	public synchronized void renew(Collection<IdempotencyKey> keys, String owner, Duration lease, Duration timeout) {
		Entry renewed = new Entry(owner, false, this.nanos.getAsLong() + lease.toNanos());
		keys.forEach(
				(key) -> this.entries.computeIfPresent(key, (same, entry) -> entry.isClaimOf(owner) ? renewed : entry));
	}

	@Override
	public synchronized Set<IdempotencyKey> complete(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
		Entry completed = new Entry(owner, true, this.nanos.getAsLong() + this.retention.toNanos());
		Set<IdempotencyKey> lost = new HashSet<>();
		for (IdempotencyKey key : keys) {
			Entry entry = this.entries.get(key);
			if (entry == null || !entry.owner().equals(owner)) {
				lost.add(key);
			}
			else {
				this.entries.put(key, completed);
			}
		}
		return lost;
	}

	@Override
	public synchronized void release(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
		keys.forEach((key) -> this.entries.computeIfPresent(key, (same, entry) -> released(entry, owner)));
	}

	private static @Nullable Entry released(Entry entry, String owner) {
		return entry.isClaimOf(owner) ? null : entry;
	}

	@Override
	public synchronized void purge(int limit, Duration timeout) {
		long freeSince = this.nanos.getAsLong() - Duration.ofHours(1).toNanos();
		int remaining = limit;
		Iterator<Entry> all = this.entries.values().iterator();
		while (remaining > 0 && all.hasNext()) {
			if (all.next().isFree(freeSince)) {
				all.remove();
				remaining--;
			}
		}
	}

	/**
	 * A key that is not free, or was not.
	 *
	 * @param owner the last claimant
	 * @param completed whether it has completed the key
	 * @param expiresAt when the key is free again, in nanoseconds
	 */
	private record Entry(String owner, boolean completed, long expiresAt) {

		boolean isFree(long now) {
			return now - this.expiresAt >= 0;
		}

		boolean isClaimOf(String owner) {
			return !this.completed && this.owner.equals(owner);
		}

	}

}
