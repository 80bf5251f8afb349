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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.NotCompletedException;

/**
 * The claims of one message scope in one store. A claim begins with {@link #acquire
 * acquire}, and ends with {@link #complete complete} or {@link #release release}; claims
 * that were made ahead, and whose records never came, end with the scope.
 */
final class ScopeClaims {

	// Marks keys that were claimed ahead.
	private static final String NOBODY = "";

	private final IdempotencyStore store;

	private final ClaimOwners owners;

	private final Duration lease;

	private final TimeLeft timeLeft;

	private final ClaimClock clock;

	private final String owner;

	// The ids of the records that hold keys.
	private final Map<IdempotencyKey, String> claimed = new HashMap<>();

	private final Set<IdempotencyKey> completed = new LinkedHashSet<>();

	// Other owners that hold keys, used by the scope's own thread.
	private final Map<String, HolderWatch> holders = new HashMap<>();

	private Runnable onClose = () -> {
	};

	private boolean ended;

	private int claimCount;

	private @Nullable RuntimeException failure;

	private volatile @Nullable RuntimeException completionFailure;

	ScopeClaims(IdempotencyStore store, ClaimOwners owners, Duration lease, TimeLeft timeLeft, ClaimClock clock) {
		this.store = store;
		this.owners = owners;
		this.lease = lease;
		this.timeLeft = timeLeft;
		this.clock = clock;
		this.owner = owners.open();
	}

	/**
	 * Acquires the key of a record. If another owner holds it, waits until that one has
	 * decided or its lease lapses.
	 * @param key the key
	 * @param recordId the record's id
	 * @param ahead keys to claim in the same round trip, if there is one
	 * @return whether the key is the record's now, whether it was handled before, or
	 * whether it was held for longer than this scope may wait
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	Claim.Status acquire(IdempotencyKey key, String recordId, Collection<IdempotencyKey> ahead)
			throws InterruptedException {
		HeldKey held = new HeldKey(this, key);
		Collection<IdempotencyKey> others = ahead;
		Claim.Status known = known(key, recordId);
		while (known == null) {
			Claim claim = claim(key, recordId, others);
			if (claim.status() != Claim.Status.HELD || !held.await(claim)) {
				return claim.status();
			}
			others = List.of();
			known = known(key, recordId);
		}
		return known;
	}

	// Null if only the store knows. Waits while another record of the scope holds the
	// key.
	private synchronized Claim.@Nullable Status known(IdempotencyKey key, String recordId) throws InterruptedException {
		assertUsable();
		while (isHeldByAnother(key, recordId)) {
			if (this.timeLeft.isOver()) {
				return Claim.Status.HELD;
			}
			TimeUnit.NANOSECONDS.timedWait(this, this.timeLeft.forCall().toNanos());
			assertUsable();
		}
		if (this.completed.contains(key)) {
			return Claim.Status.COMPLETED;
		}
		return (this.claimed.replace(key, recordId) != null) ? Claim.Status.GRANTED : null;
	}

	private boolean isHeldByAnother(IdempotencyKey key, String recordId) {
		String holder = this.claimed.get(key);
		return holder != null && !holder.equals(NOBODY) && !holder.equals(recordId);
	}

	// What has waited for records that are not completed is not attempted either.
	private synchronized void assertUsable() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	private Claim claim(IdempotencyKey key, String recordId, Collection<IdempotencyKey> others) {
		Set<IdempotencyKey> keys = new LinkedHashSet<>(others);
		keys.add(key);
		synchronized (this) {
			keys.removeAll(this.claimed.keySet());
		}
		Map<IdempotencyKey, Claim> claims = call(
				() -> this.store.claim(keys, this.owner, this.lease, this.timeLeft.forCall()));
		return keep(claims, key, recordId);
	}

	private synchronized Claim keep(Map<IdempotencyKey, Claim> claims, IdempotencyKey key, String recordId) {
		claims.forEach((other, claim) -> {
			switch (claim.status()) {
				case GRANTED -> this.claimed.putIfAbsent(other, other.equals(key) ? recordId : NOBODY);
				case COMPLETED -> this.completed.add(other);
				case HELD -> untilGone(claim);
			}
		});
		this.claimCount += claims.size();
		Claim claim = claims.get(key);
		return (claim != null) ? claim : Claim.heldBy(NOBODY, Duration.ZERO);
	}

	/**
	 * Completes keys that records of this scope hold. If that fails, the scope acquires
	 * and completes nothing more. What was handled before a claim has failed is still
	 * completed.
	 * @param keys the keys
	 * @return the keys that were taken over by another owner
	 */
	Set<IdempotencyKey> complete(Collection<IdempotencyKey> keys) {
		RuntimeException failed = this.completionFailure;
		if (failed != null) {
			throw failed;
		}
		try {
			Set<IdempotencyKey> lost = call(() -> this.store.complete(keys, this.owner, this.timeLeft.forCall()));
			completed(keys, lost);
			return lost;
		}
		catch (RuntimeException ex) {
			this.completionFailure = ex;
			throw ex;
		}
	}

	/**
	 * Claims keys in the thread's transaction.
	 * @param keys the keys
	 * @return the claims
	 * @throws NotCompletedException if that fails
	 */
	Map<IdempotencyKey, Claim> claimInTransaction(Collection<IdempotencyKey> keys) {
		synchronized (this) {
			this.claimCount += keys.size();
		}
		try {
			return this.store.claim(keys, this.owner, this.lease, this.timeLeft.forCall());
		}
		catch (RuntimeException ex) {
			throw IdempotencyFailures.notAttempted(ex);
		}
	}

	/**
	 * Completes keys in the thread's transaction.
	 * @param keys the keys
	 * @throws NotCompletedException if that fails
	 */
	void completeInTransaction(Collection<IdempotencyKey> keys) {
		Set<IdempotencyKey> lost;
		try {
			lost = this.store.complete(keys, this.owner, this.timeLeft.forCall());
		}
		catch (RuntimeException ex) {
			throw IdempotencyFailures.notCompleted(ex);
		}
		if (!lost.isEmpty()) {
			throw IdempotencyFailures.takenOver();
		}
	}

	/**
	 * Takes note of keys that were completed.
	 * @param keys the keys
	 * @param lost the ones among them that were not
	 */
	synchronized void completed(Collection<IdempotencyKey> keys, Collection<IdempotencyKey> lost) {
		this.claimed.keySet().removeAll(keys);
		this.completed.addAll(keys);
		this.completed.removeAll(lost);
		closeIfDone();
		notifyAll();
	}

	/**
	 * Frees keys that records of this scope hold.
	 * @param keys the keys
	 */
	void release(Collection<IdempotencyKey> keys) {
		try {
			this.store.release(keys, this.owner, this.timeLeft.forCall());
		}
		finally {
			forget(keys);
		}
	}

	/**
	 * Forgets keys of which the store may know anything.
	 * @param keys the keys
	 */
	synchronized void forget(Collection<IdempotencyKey> keys) {
		this.claimed.keySet().removeAll(keys);
		closeIfDone();
		notifyAll();
	}

	/**
	 * Renews all claims.
	 */
	void renew() {
		Collection<IdempotencyKey> keys = held();
		if (!keys.isEmpty() && !this.timeLeft.isOver()) {
			this.store.renew(keys, this.owner, this.lease, this.timeLeft.forCall());
		}
	}

	private synchronized Collection<IdempotencyKey> held() {
		return List.copyOf(this.claimed.keySet());
	}

	/**
	 * Ends the scope: no record acquires a key any more, and keys claimed for records
	 * that were not received are free again.
	 */
	void end() {
		Collection<IdempotencyKey> ahead = endAndListAhead();
		if (!ahead.isEmpty()) {
			release(ahead);
		}
	}

	private synchronized Collection<IdempotencyKey> endAndListAhead() {
		this.ended = true;
		closeIfDone();
		return this.claimed.entrySet()
			.stream()
			.filter((claim) -> claim.getValue().equals(NOBODY))
			.map(Map.Entry::getKey)
			.toList();
	}

	private void closeIfDone() {
		if (this.ended && this.claimed.isEmpty()) {
			this.owners.close(this.owner);
			this.onClose.run();
		}
	}

	/**
	 * Sets what to do when the last claim has ended after the scope's end.
	 * @param onClose the action, run at once if that has happened
	 */
	synchronized void onClose(Runnable onClose) {
		this.onClose = onClose;
		if (isClosed()) {
			onClose.run();
		}
	}

	/**
	 * Returns the time after which another owner is gone, if it does nothing until then.
	 * @param claim a claim of that owner, as it is now
	 * @return the time, zero or negative if the owner is gone
	 */
	Duration untilGone(Claim claim) {
		return claim.owner().isEmpty() ? this.lease
				: this.holders.computeIfAbsent(claim.owner(), (owner) -> new HolderWatch(claim, this.lease, this.clock))
					.untilGone(claim);
	}

	/**
	 * Returns whether an owner was one of this JVM and is closed.
	 * @param owner the owner
	 * @return whether it is
	 */
	boolean isClosed(String owner) {
		return this.owners.isClosed(owner);
	}

	void releaseFor(String owner, Collection<IdempotencyKey> keys) {
		this.store.release(keys, owner, this.timeLeft.forCall());
	}

	synchronized boolean isClosed() {
		return this.ended && this.claimed.isEmpty();
	}

	/**
	 * Returns whether nothing was claimed so far.
	 * @return whether it was not
	 */
	synchronized boolean isNew() {
		return this.claimCount == 0;
	}

	synchronized int claimCount() {
		return this.claimCount;
	}

	IdempotencyStore store() {
		return this.store;
	}

	String owner() {
		return this.owner;
	}

	Duration lease() {
		return this.lease;
	}

	TimeLeft timeLeft() {
		return this.timeLeft;
	}

	ClaimClock clock() {
		return this.clock;
	}

	private <T> T call(Call<T> call) {
		try {
			return call.call();
		}
		catch (RuntimeException ex) {
			fail(ex);
			throw ex;
		}
	}

	private synchronized void fail(RuntimeException ex) {
		this.failure = ex;
		notifyAll();
	}

	/**
	 * A call of the store.
	 *
	 * @param <T> the type of the result
	 */
	private interface Call<T> {

		T call();

	}

}
