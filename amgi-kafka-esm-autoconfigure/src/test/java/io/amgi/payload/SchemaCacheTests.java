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

package io.amgi.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.protocol.NotCompletedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaCacheTests {

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);

	private final SchemaCache<Integer, String> cache = new SchemaCache<>(this.nanoTime::get);

	private final AtomicInteger calls = new AtomicInteger();

	private final ExecutorService executor = Executors.newFixedThreadPool(8);

	@AfterEach
	void shutdown() {
		this.executor.shutdownNow();
	}

	@Test
	void concurrentMissesLeadToOneLookupThatHoldsNoLock() throws Exception {
		CountDownLatch looking = new CountDownLatch(1);
		CountDownLatch others = new CountDownLatch(1);
		List<Future<String>> results = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			results.add(this.executor.submit(() -> this.cache.get(1, null, () -> {
				this.calls.incrementAndGet();
				looking.countDown();
				await(others);
				return "a";
			}, () -> "unknown")));
		}
		await(looking);
		assertThat(this.executor.submit(() -> this.cache.get(2, null, () -> "b", () -> "unknown"))
			.get(1, TimeUnit.MINUTES)).isEqualTo("b");
		others.countDown();
		for (Future<String> result : results) {
			assertThat(result.get(1, TimeUnit.MINUTES)).isEqualTo("a");
		}
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void unknownKeyIsLookedUpOnceMoreAndRememberedForTenSeconds() {
		assertUnknown();
		assertUnknown();
		assertThat(this.calls).hasValue(2);
		this.nanoTime.addAndGet(SchemaCache.FAILURE_RETENTION.toNanos() - 1);
		assertUnknown();
		assertThat(this.calls).hasValue(2);
		this.nanoTime.incrementAndGet();
		assertUnknown();
		assertThat(this.calls).hasValue(4);
	}

	@Test
	void keyThatAReplicaKnowsIsFound() {
		assertThat(this.cache.get(1, null, () -> (this.calls.incrementAndGet() > 1) ? "a" : null, () -> "unknown"))
			.isEqualTo("a");
	}

	@Test
	void unavailabilityIsNotRememberedButEndsTheBatchsLookups() {
		SchemaLookups lookups = new SchemaLookups();
		assertThatExceptionOfType(NotCompletedException.class)
			.isThrownBy(() -> this.cache.get(1, lookups, this::unavailable, () -> "unknown"))
			.withMessage("away");
		assertThatExceptionOfType(NotCompletedException.class)
			.isThrownBy(() -> this.cache.get(1, lookups, this::unavailable, () -> "unknown"))
			.withMessageContaining("unavailable");
		assertThat(this.calls).hasValue(1);
		assertThat(this.cache.get(1, new SchemaLookups(), () -> "a", () -> "unknown")).isEqualTo("a");
	}

	@Test
	void moreThanSixteenKeysOfABatchAreNotLookedUp() {
		SchemaLookups lookups = new SchemaLookups();
		for (int i = 0; i < SchemaLookups.MAX_PER_BATCH; i++) {
			this.cache.get(i, lookups, () -> "a", () -> "unknown");
			this.cache.get(i, lookups, () -> "a", () -> "unknown");
		}
		assertThatExceptionOfType(NotCompletedException.class)
			.isThrownBy(() -> this.cache.get(99, lookups, () -> "a", () -> "unknown"));
		assertThat(this.cache.get(0, lookups, () -> "b", () -> "unknown")).isEqualTo("a");
	}

	@Test
	void cacheIsBounded() {
		for (int i = 0; i <= 1_000; i++) {
			this.cache.get(i, null, () -> "a", () -> "unknown");
		}
		assertThat(this.cache.get(1_000, null, () -> "b", () -> "unknown")).isEqualTo("a");
		assertThat(this.cache.get(0, null, () -> "b", () -> "unknown")).isEqualTo("b");
	}

	@Test
	void interruptedLookupDoesNotCompleteItsRecord() throws Exception {
		Future<?> result = this.executor.submit(() -> {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(NotCompletedException.class)
				.isThrownBy(() -> this.cache.get(1, null, () -> null, () -> "unknown"));
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		});
		result.get(1, TimeUnit.MINUTES);
	}

	private void assertUnknown() {
		assertThatExceptionOfType(ChannelArgumentException.class).isThrownBy(() -> this.cache.get(1, null, () -> {
			this.calls.incrementAndGet();
			return null;
		}, () -> "unknown")).withMessage("unknown");
	}

	private String unavailable() {
		this.calls.incrementAndGet();
		throw new NotCompletedException("away");
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
