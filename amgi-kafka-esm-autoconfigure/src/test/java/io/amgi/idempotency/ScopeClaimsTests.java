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

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.amgi.idempotency.Claim.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests claims that are renewed, and that compete with others while the store's clock
 * jumps.
 */
class ScopeClaimsTests {

	private static final Duration LEASE = Duration.ofMillis(300);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final IdempotencyKey KEY = key(1);

	private static final String RECORD = "orders:0:1";

	private final AtomicLong clock = new AtomicLong();

	private final IdempotencyStore store = new InMemoryIdempotencyStore(Duration.ofDays(7), this.clock::get);

	private final StoreProbe probe = new StoreProbe();

	private final ClaimRenewal renewal = new ClaimRenewal();

	private final ScopeClaims claims = claims(this.store);

	@AfterEach
	void stop() {
		this.renewal.shutdown();
	}

	@Test
	void claimsAreRenewedAsLongAsTheirRecordsAreHandled() throws InterruptedException {
		ScopeClaims renewed = claims(this.probe);
		this.renewal.start(renewed);
		renewed.acquire(KEY, RECORD, List.of(KEY, key(2)));
		awaitRenewals(3);
		assertThat(this.probe.calls).contains("renew 2");
		renewed.complete(List.of(KEY));
		this.probe.calls.clear();
		awaitRenewals(1);
		assertThat(this.probe.calls).contains("renew 1");
	}

	@Test
	void nothingIsRenewedOnceAllIsDecided() throws InterruptedException {
		ScopeClaims renewed = claims(this.probe);
		renewed.acquire(KEY, RECORD, List.of());
		renewed.complete(List.of(KEY));
		renewed.end();
		renewed.renew();
		assertThat(renewed.isClosed()).isTrue();
		assertThat(this.probe.count("renew")).isZero();
	}

	@Test
	void renewalGoesOnAfterItHasFailed() throws InterruptedException {
		ScopeClaims renewed = claims(this.probe);
		this.probe.failing = "renew";
		this.renewal.start(renewed);
		renewed.acquire(KEY, RECORD, List.of());
		Awaitility.await().atMost(TIMEOUT).until(() -> this.probe.failures.get() > 1);
		this.probe.failing = null;
		awaitRenewals(1);
	}

	private void awaitRenewals(int number) {
		Awaitility.await().atMost(TIMEOUT).until(() -> this.probe.count("renew") >= number);
	}

	@Test
	void renewedClaimIsHeldForAnotherLease() throws InterruptedException {
		this.claims.acquire(KEY, RECORD, List.of());
		this.clock.addAndGet(LEASE.toNanos() - 1);
		this.claims.renew();
		this.clock.addAndGet(LEASE.toNanos() - 1);
		assertThat(claimByAnother().status()).isEqualTo(Status.HELD);
	}

	// The claim of a killed environment, whose lease would lapse in an hour by the
	// store's clock.
	@Test
	void keyIsTakenOverAfterALeaseThoughTheStoresClockJumpedBack() throws InterruptedException {
		claimByAnother();
		this.clock.addAndGet(-Duration.ofHours(1).toNanos());
		assertThat(this.claims.acquire(KEY, RECORD, List.of())).isEqualTo(Status.GRANTED);
	}

	@Test
	void claimThatAnotherTookOverAsTheClockJumpedForthCannotBeCompleted() throws InterruptedException {
		this.claims.acquire(KEY, RECORD, List.of());
		this.clock.addAndGet(Duration.ofHours(1).toNanos());
		assertThat(claimByAnother().status()).isEqualTo(Status.GRANTED);
		assertThat(this.claims.complete(List.of(KEY))).containsExactly(KEY);
	}

	@Test
	void claimThatNobodyTookOverAsTheClockJumpedForthIsCompleted() throws InterruptedException {
		this.claims.acquire(KEY, RECORD, List.of());
		this.clock.addAndGet(Duration.ofHours(1).toNanos());
		assertThat(this.claims.complete(List.of(KEY))).isEmpty();
		assertThat(claimByAnother().status()).isEqualTo(Status.COMPLETED);
	}

	@Test
	void completedKeyStaysSoWhereverTheClockJumpsWithinTheRetention() throws InterruptedException {
		this.claims.acquire(KEY, RECORD, List.of());
		this.claims.complete(List.of(KEY));
		for (Duration jump : List.of(Duration.ofDays(6), Duration.ofDays(-30))) {
			this.clock.addAndGet(jump.toNanos());
			assertThat(claimByAnother().status()).isEqualTo(Status.COMPLETED);
		}
	}

	private Claim claimByAnother() {
		return this.store.claim(Set.of(KEY), "another", LEASE, TIMEOUT).get(KEY);
	}

	private static ScopeClaims claims(IdempotencyStore store) {
		return new ScopeClaims(store, new ClaimOwners(), LEASE, new TimeLeft(null), ClaimClock.SYSTEM);
	}

	private static IdempotencyKey key(int number) {
		return IdempotencyKey.of(ByteBuffer.allocate(IdempotencyKey.LENGTH).putInt(number).array());
	}

}
