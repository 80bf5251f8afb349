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

package io.amgi.server;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.amgi.esm.OwnThread;
import io.amgi.server.SettlementExecutor.Settlement;

import static org.assertj.core.api.Assertions.assertThat;

class SettlementExecutorTests {

	private static final int NONE = 0;

	private static final int MANY = 10_000;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

	private final SettlementExecutor executor = new SettlementExecutor(this.threads, this.errors::add);

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(ints = { NONE, MANY })
	void eachSettlementRunsOnceHoweverManyThreadsAdd(int upcoming) throws Exception {
		CountDownLatch all = new CountDownLatch(4 * 50_000);
		AtomicInteger ran = new AtomicInteger();
		List<Thread> adders = IntStream.range(0, 4)
			.mapToObj((i) -> new Thread(() -> addMany(ran, all, upcoming)))
			.toList();
		adders.forEach(Thread::start);
		all.await();
		for (Thread adder : adders) {
			adder.join();
		}
		assertThat(ran).hasValue(4 * 50_000);
	}

	private void addMany(AtomicInteger ran, CountDownLatch all, int upcoming) {
		for (int i = 0; i < 50_000; i++) {
			if (i % 1_000 == 0) {
				Thread.yield();
			}
			this.executor.execute(running(() -> {
				ran.incrementAndGet();
				all.countDown();
			}, upcoming));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { NONE, MANY })
	void settlementsThatWaitForLaterOnesGetThem(int upcoming) throws InterruptedException {
		CountDownLatch last = new CountDownLatch(1);
		CountDownLatch all = new CountDownLatch(20);
		for (int i = 0; i < 20; i++) {
			this.executor.execute(running(() -> {
				await(last);
				all.countDown();
			}, upcoming));
		}
		this.executor.execute(running(last::countDown, upcoming));
		all.await();
		assertThat(last.getCount()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { NONE, MANY })
	void settlementThatIsAddedWhileAnotherOneIsStuckRuns(int upcoming) throws InterruptedException {
		CountDownLatch stuck = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch later = new CountDownLatch(2);
		this.executor.execute(running(() -> {
			stuck.countDown();
			await(release);
		}, upcoming));
		stuck.await();
		this.executor.execute(running(later::countDown, upcoming));
		OwnThread.supplyAsync(() -> {
			this.executor.execute(running(later::countDown, upcoming));
			return "added";
		}).join();
		later.await();
		assertThat(release.getCount()).isOne();
		release.countDown();
	}

	@Test
	void settlementsThatComeOneByOneRunThoughMoreOfThemNeverCome() {
		for (int i = 0; i < 200; i++) {
			CountDownLatch ran = new CountDownLatch(1);
			this.executor.execute(running(ran::countDown, MANY));
			await(ran);
			assertThat(ran.getCount()).isZero();
		}
	}

	@Test
	void threadThatTheApplicationInterruptsGoesOn() {
		CountDownLatch all = new CountDownLatch(200);
		for (int i = 0; i < 200; i++) {
			this.executor.execute(running(() -> {
				Thread.currentThread().interrupt();
				all.countDown();
			}, MANY));
		}
		await(all);
		assertThat(all.getCount()).isZero();
	}

	@Test
	void settlementsAreAbandonedWithoutAThread() {
		SettlementExecutor executor = new SettlementExecutor((task) -> {
			throw new RejectedExecutionException("none left");
		}, this.errors::add);
		AtomicInteger abandoned = new AtomicInteger();
		executor.execute(new TestSettlement(() -> {
		}, abandoned::incrementAndGet, NONE));
		executor.execute(new TestSettlement(() -> {
		}, abandoned::incrementAndGet, NONE));
		assertThat(abandoned).hasValue(2);
		assertThat(this.errors).hasSize(2).allMatch(RejectedExecutionException.class::isInstance);
	}

	private static Settlement running(Runnable task, int upcoming) {
		return new TestSettlement(task, () -> {
		}, upcoming);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record TestSettlement(Runnable task, Runnable abandonment, int upcoming) implements Settlement {

		@Override
		public void run() {
			this.task.run();
		}

		@Override
		public void abandon() {
			this.abandonment.run();
		}

	}

}
