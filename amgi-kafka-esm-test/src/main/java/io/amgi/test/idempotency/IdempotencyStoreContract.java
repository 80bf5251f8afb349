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

package io.amgi.test.idempotency;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.amgi.idempotency.Claim;
import io.amgi.idempotency.Claim.Status;
import io.amgi.idempotency.IdempotencyKey;
import io.amgi.idempotency.IdempotencyStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract of an {@link IdempotencyStore}. Tests of an implementation extend it, and
 * may share one store: each test has keys and owners of its own.
 */
public abstract class IdempotencyStoreContract {

	private static final AtomicLong KEYS = new AtomicLong();

	private static final Duration LEASE = Duration.ofMinutes(5);

	private static final Duration LAPSED = Duration.ofMillis(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final String owner = UUID.randomUUID().toString();

	private final String other = UUID.randomUUID().toString();

	private IdempotencyStore store;

	/**
	 * Creates a store, or returns one that tests share.
	 * @param retention the time to remember completed keys, in whole seconds
	 * @return the store
	 */
	protected abstract IdempotencyStore createStore(Duration retention);

	/**
	 * Returns the number of keys in a large batch. Stores that make a request for each
	 * key may have a smaller one.
	 * @return the number
	 */
	protected int largeBatchSize() {
		return 3_000;
	}

	@BeforeEach
	final void useStore() {
		this.store = createStore(Duration.ofDays(7));
	}

	@Test
	void freeKeysAreGranted() {
		List<IdempotencyKey> keys = keys(3);
		Map<IdempotencyKey, Claim> claims = this.store.claim(keys, this.owner, LEASE, TIMEOUT);
		assertThat(claims).containsOnlyKeys(keys);
		assertThat(claims.values()).containsOnly(Claim.granted(this.owner));
	}

	@Test
	void noKeysAreNoWork() {
		assertThat(this.store.claim(List.of(), this.owner, LEASE, TIMEOUT)).isEmpty();
		assertThat(this.store.complete(List.of(), this.owner, TIMEOUT)).isEmpty();
		this.store.renew(List.of(), this.owner, LEASE, TIMEOUT);
		this.store.release(List.of(), this.owner, TIMEOUT);
	}

	@Test
	void claimedKeyIsHeldFromOthers() {
		IdempotencyKey key = key();
		claim(key, this.owner);
		Claim claim = claim(key, this.other);
		assertThat(claim.status()).isEqualTo(Status.HELD);
		assertThat(claim.owner()).isEqualTo(this.owner);
		assertThat(claim.remaining()).isPositive().isLessThanOrEqualTo(LEASE);
	}

	@Test
	void ownerMayRepeatItsClaim() {
		IdempotencyKey key = key();
		claim(key, this.owner);
		assertThat(claim(key, this.owner)).isEqualTo(Claim.granted(this.owner));
	}

	@Test
	void sameKeyTwiceInACallIsOneKey() {
		IdempotencyKey key = key();
		assertThat(this.store.claim(List.of(key, key), this.owner, LEASE, TIMEOUT))
			.containsExactly(Map.entry(key, Claim.granted(this.owner)));
	}

	@Test
	void completedKeyIsKnownToAll() {
		IdempotencyKey key = completed();
		assertThat(claim(key, this.other)).isEqualTo(Claim.completed(this.owner));
		assertThat(claim(key, this.owner)).isEqualTo(Claim.completed(this.owner));
	}

	@Test
	void completionMayBeRepeated() {
		IdempotencyKey key = completed();
		assertThat(this.store.complete(List.of(key), this.owner, TIMEOUT)).isEmpty();
	}

	@Test
	void completedKeyCannotBeReleased() {
		IdempotencyKey key = completed();
		this.store.release(List.of(key), this.owner, TIMEOUT);
		assertThat(claim(key, this.other).status()).isEqualTo(Status.COMPLETED);
	}

	@Test
	void completedKeyCannotBeRenewed() {
		IdempotencyKey key = completed();
		this.store.renew(List.of(key), this.owner, LAPSED, TIMEOUT);
		assertThat(claim(key, this.other).status()).isEqualTo(Status.COMPLETED);
	}

	@Test
	void releasedKeyIsFree() {
		IdempotencyKey key = key();
		claim(key, this.owner);
		this.store.release(List.of(key), this.owner, TIMEOUT);
		assertThat(claim(key, this.other)).isEqualTo(Claim.granted(this.other));
	}

	@Test
	void othersCannotRelease() {
		IdempotencyKey key = key();
		claim(key, this.owner);
		this.store.release(List.of(key), this.other, TIMEOUT);
		assertThat(claim(key, this.other).status()).isEqualTo(Status.HELD);
	}

	@Test
	void lapsedClaimIsTakenOver() {
		IdempotencyKey key = lapsed();
		assertThat(claim(key, this.other)).isEqualTo(Claim.granted(this.other));
		assertThat(claim(key, this.owner).owner()).isEqualTo(this.other);
	}

	@Test
	void claimThatWasTakenOverCannotBeCompleted() {
		IdempotencyKey key = lapsed();
		IdempotencyKey kept = key();
		claim(kept, this.owner);
		claim(key, this.other);
		assertThat(this.store.complete(List.of(key, kept), this.owner, TIMEOUT)).containsExactly(key);
		assertThat(claim(key, this.owner).status()).isEqualTo(Status.HELD);
		assertThat(claim(kept, this.other).status()).isEqualTo(Status.COMPLETED);
	}

	@Test
	void claimThatWasTakenOverAndCompletedIsLost() {
		IdempotencyKey key = lapsed();
		claim(key, this.other);
		this.store.complete(List.of(key), this.other, TIMEOUT);
		assertThat(this.store.complete(List.of(key), this.owner, TIMEOUT)).containsExactly(key);
	}

	@Test
	void claimThatWasTakenOverCannotBeRenewed() {
		IdempotencyKey key = lapsed();
		this.store.claim(List.of(key), this.other, LEASE, TIMEOUT);
		this.store.renew(List.of(key), this.owner, LEASE, TIMEOUT);
		assertThat(claim(key, this.owner).owner()).isEqualTo(this.other);
	}

	@Test
	void lapsedClaimThatNobodyTookOverCanBeCompleted() {
		IdempotencyKey key = lapsed();
		assertThat(this.store.complete(List.of(key), this.owner, TIMEOUT)).isEmpty();
		assertThat(claim(key, this.other).status()).isEqualTo(Status.COMPLETED);
	}

	@Test
	void keyThatWasNeverClaimedCannotBeCompleted() {
		IdempotencyKey key = key();
		assertThat(this.store.complete(List.of(key), this.owner, TIMEOUT)).containsExactly(key);
		assertThat(claim(key, this.owner).status()).isEqualTo(Status.GRANTED);
	}

	@Test
	void renewedClaimDoesNotLapse() {
		IdempotencyKey key = key();
		this.store.claim(List.of(key), this.owner, Duration.ofMillis(500), TIMEOUT);
		this.store.renew(List.of(key), this.owner, LEASE, TIMEOUT);
		assertThat(claim(key, this.other).remaining()).isGreaterThan(Duration.ofMinutes(1));
	}

	@Test
	void completedKeyIsForgottenAfterItsRetention() {
		IdempotencyStore forgetful = createStore(Duration.ofSeconds(1));
		IdempotencyKey key = key();
		forgetful.claim(List.of(key), this.owner, LEASE, TIMEOUT);
		forgetful.complete(List.of(key), this.owner, TIMEOUT);
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> forgetful.claim(List.of(key), this.other, LEASE, TIMEOUT)
				.containsValue(Claim.granted(this.other)));
	}

	@Test
	void purgeKeepsWhatIsOfUse() {
		IdempotencyKey key = completed();
		IdempotencyKey lapsed = lapsed();
		IdempotencyKey held = key();
		claim(held, this.owner);
		this.store.purge(100, TIMEOUT);
		assertThat(claim(key, this.other).status()).isEqualTo(Status.COMPLETED);
		assertThat(claim(held, this.other).status()).isEqualTo(Status.HELD);
		assertThat(this.store.complete(List.of(lapsed), this.owner, TIMEOUT)).isEmpty();
	}

	@Test
	void mixedKeysAreToldApart() {
		IdempotencyKey completed = completed();
		IdempotencyKey free = key();
		IdempotencyKey held = key();
		claim(held, this.owner);
		Map<IdempotencyKey, Claim> claims = this.store.claim(List.of(held, completed, free), this.other, LEASE,
				TIMEOUT);
		assertThat(status(claims, free)).isEqualTo(Status.GRANTED);
		assertThat(status(claims, completed)).isEqualTo(Status.COMPLETED);
		assertThat(status(claims, held)).isEqualTo(Status.HELD);
	}

	@Test
	void largeBatchIsClaimedCompletedAndKnown() {
		List<IdempotencyKey> keys = keys(largeBatchSize());
		assertThat(this.store.claim(keys, this.owner, LEASE, TIMEOUT).values()).containsOnly(Claim.granted(this.owner));
		assertThat(this.store.complete(keys, this.owner, TIMEOUT)).isEmpty();
		assertThat(this.store.claim(keys, this.other, LEASE, TIMEOUT)).hasSize(keys.size())
			.allSatisfy((key, claim) -> assertThat(claim).isEqualTo(Claim.completed(this.owner)));
	}

	@Test
	void eachKeyIsGrantedToOneOfManyClaimants() throws Exception {
		List<IdempotencyKey> keys = keys(Math.min(200, largeBatchSize()));
		List<String> owners = IntStream.range(0, 8).mapToObj((i) -> UUID.randomUUID().toString()).toList();
		List<Map<IdempotencyKey, Claim>> claims = atOnce(owners, (claimant) -> {
			List<IdempotencyKey> shuffled = new ArrayList<>(keys);
			Collections.shuffle(shuffled);
			return this.store.claim(shuffled, claimant, LEASE, TIMEOUT);
		});
		for (IdempotencyKey key : keys) {
			assertThat(claims).filteredOn((claim) -> status(claim, key) == Status.GRANTED).hasSize(1);
		}
	}

	@Test
	void overlappingBatchesDoNotLockEachOtherOut() throws Exception {
		List<IdempotencyKey> keys = keys(Math.min(100, largeBatchSize() / 10));
		List<String> owners = IntStream.range(0, 4).mapToObj((i) -> UUID.randomUUID().toString()).toList();
		atOnce(owners, (claimant) -> {
			for (int round = 0; round < 20; round++) {
				List<IdempotencyKey> shuffled = new ArrayList<>(keys);
				Collections.shuffle(shuffled);
				List<IdempotencyKey> granted = granted(shuffled, claimant);
				this.store.renew(granted, claimant, LEASE, TIMEOUT);
				this.store.release(granted, claimant, TIMEOUT);
			}
			return claimant;
		});
		assertThat(granted(keys, this.owner)).hasSize(keys.size());
	}

	private List<IdempotencyKey> granted(List<IdempotencyKey> keys, String claimant) {
		return this.store.claim(keys, claimant, LEASE, TIMEOUT)
			.entrySet()
			.stream()
			.filter((claim) -> claim.getValue().status() == Status.GRANTED)
			.map(Map.Entry::getKey)
			.toList();
	}

	private static <T> List<T> atOnce(List<String> owners, Claimant<T> work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(owners.size());
		CountDownLatch start = new CountDownLatch(1);
		try {
			List<Future<T>> futures = owners.stream().map((owner) -> threads.submit(() -> {
				start.await();
				return work.claim(owner);
			})).toList();
			start.countDown();
			List<T> results = new ArrayList<>();
			for (Future<T> future : futures) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private IdempotencyKey completed() {
		IdempotencyKey key = key();
		claim(key, this.owner);
		assertThat(this.store.complete(List.of(key), this.owner, TIMEOUT)).isEmpty();
		return key;
	}

	// Waits by the store's clock. Claims that are made meanwhile lapse at once, too.
	private IdempotencyKey lapsed() {
		IdempotencyKey key = key();
		this.store.claim(List.of(key), this.owner, LAPSED, TIMEOUT);
		IdempotencyKey later = key();
		this.store.claim(List.of(later), this.owner, LAPSED, TIMEOUT);
		Awaitility.await().atMost(TIMEOUT).until(() -> claim(later, this.other).status() == Status.GRANTED);
		return key;
	}

	private Claim claim(IdempotencyKey key, String claimant) {
		return Objects.requireNonNull(this.store.claim(List.of(key), claimant, LEASE, TIMEOUT).get(key));
	}

	private static Status status(Map<IdempotencyKey, Claim> claims, IdempotencyKey key) {
		return Objects.requireNonNull(claims.get(key)).status();
	}

	private static List<IdempotencyKey> keys(int number) {
		return IntStream.range(0, number).mapToObj((i) -> key()).toList();
	}

	// Differs in each run, since a database may still exist from an earlier one.
	private static IdempotencyKey key() {
		UUID random = UUID.randomUUID();
		return IdempotencyKey.of(ByteBuffer.allocate(IdempotencyKey.LENGTH)
			.putLong(random.getMostSignificantBits())
			.putLong(random.getLeastSignificantBits())
			.putLong(KEYS.incrementAndGet())
			.putLong(0)
			.array());
	}

	/**
	 * Work of one of several owners.
	 *
	 * @param <T> the type of its result
	 */
	private interface Claimant<T> {

		T claim(String owner) throws Exception;

	}

}
