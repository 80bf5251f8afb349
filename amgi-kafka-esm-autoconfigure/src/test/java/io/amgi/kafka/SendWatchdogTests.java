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

package io.amgi.kafka;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.amgi.protocol.MessageSendEvent;

import static org.assertj.core.api.Assertions.assertThat;

class SendWatchdogTests {

	private final SendWatchdog unending = new SendWatchdog(Duration.ofDays(1));

	private final KafkaMessageSendSession invocation = new KafkaMessageSendSession(new ClusterProducers((cluster) -> {
		throw new AssertionError("leased");
	}), BootstrapServers.of("localhost:1"), this.unending);

	private final List<@Nullable Throwable> outcomes = new ArrayList<>();

	@Test
	void eachMessageThatTakesTooLongFails() throws Exception {
		SendWatchdog watchdog = new SendWatchdog(Duration.ofMillis(20));
		CountDownLatch overdue = new CountDownLatch(3);
		for (int i = 0; i < 3; i++) {
			watchdog.watch(record((failure) -> {
				add(failure);
				overdue.countDown();
			}));
		}
		assertThat(overdue.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(outcomes()).hasSize(3)
			.allSatisfy((failure) -> assertThat(failure)
				.hasMessage("Message to 'invoices' not confirmed in time, may still arrive: No answer"));
	}

	@Test
	void messageBehindASettledOneFailsToo() throws Exception {
		SendWatchdog watchdog = new SendWatchdog(Duration.ofMillis(500));
		OutboundRecord first = record(this::add);
		watchdog.watch(first);
		CountDownLatch overdue = new CountDownLatch(1);
		watchdog.watch(record((failure) -> overdue.countDown()));
		first.settle(null);
		assertThat(overdue.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(outcomes()).containsExactly((Throwable) null);
	}

	@Test
	void lateOutcomeOfTheProducerIsIgnored() {
		OutboundRecord send = record(this::add);
		send.settle(new IllegalArgumentException("refused"));
		send.settle(null);
		assertThat(outcomes()).singleElement().isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void confirmationsThatRaceWithTheTimerAreHeardOnce() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		SendWatchdog watchdog = new SendWatchdog(Duration.ofNanos(100_000));
		for (int i = 0; i < 5_000; i++) {
			OutboundRecord send = record((failure) -> calls.incrementAndGet());
			watchdog.watch(send);
			for (int spin = 0; spin < i % 100; spin++) {
				Thread.onSpinWait();
			}
			send.settle(null);
		}
		watchdog.end();
		assertThat(calls).hasValue(5_000);
	}

	@Test
	void slowCallbackHoldsUpNoTimeoutsOfOthers() throws Exception {
		SendWatchdog watchdog = new SendWatchdog(Duration.ofMillis(20));
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch mayEnd = new CountDownLatch(1);
		watchdog.watch(record((failure) -> {
			called.countDown();
			await(mayEnd);
		}));
		try {
			assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> unrelated = new CompletableFuture<Void>().orTimeout(1, TimeUnit.MILLISECONDS);
			assertThat(unrelated).failsWithin(Duration.ofSeconds(10))
				.withThrowableThat()
				.withCauseInstanceOf(TimeoutException.class);
		}
		finally {
			mayEnd.countDown();
			watchdog.end();
		}
	}

	@Test
	void itsThreadIsADaemonThatBeginsWithAMessageAndEndsWithIt() throws Exception {
		BlockingQueue<Thread> threads = new ArrayBlockingQueue<>(2);
		SendWatchdog watchdog = new SendWatchdog(Duration.ofMillis(20));
		watchdog.watch(record((failure) -> threads.add(Thread.currentThread())));
		Thread first = threads.poll(10, TimeUnit.SECONDS);
		assertThat(first.isDaemon()).isTrue();
		watchdog.end();
		Awaitility.await().untilAsserted(() -> assertThat(first.isAlive()).isFalse());
		watchdog.watch(record((failure) -> threads.add(Thread.currentThread())));
		assertThat(threads.poll(10, TimeUnit.SECONDS)).isNotSameAs(first);
		watchdog.end();
	}

	@Test
	void pendingSendFailsWhenItEnds() throws Exception {
		CountDownLatch settled = new CountDownLatch(1);
		this.unending.watch(record((failure) -> {
			add(failure);
			settled.countDown();
		}));
		this.unending.end();
		assertThat(settled.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(outcomes()).singleElement()
			.satisfies((failure) -> assertThat(failure).isInstanceOf(NotConfirmedException.class));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void invocationThatEndsLetsGoOfWhatIsSettled() {
		WeakReference<OutboundRecord> settled = watchSettled();
		this.invocation.close();
		Awaitility.await().until(() -> {
			System.gc();
			return settled.get() == null;
		});
		this.unending.end();
	}

	private WeakReference<OutboundRecord> watchSettled() {
		OutboundRecord record = record(this::add);
		this.unending.watch(record);
		record.settle(null);
		return new WeakReference<>(record);
	}

	private OutboundRecord record(Consumer<@Nullable Throwable> settled) {
		return OutboundRecord.of(new MessageSendEvent("invoices", List.of(), null, Map.of()), this.invocation, settled);
	}

	private synchronized void add(@Nullable Throwable failure) {
		this.outcomes.add(failure);
	}

	private synchronized List<@Nullable Throwable> outcomes() {
		return new ArrayList<>(this.outcomes);
	}

}
