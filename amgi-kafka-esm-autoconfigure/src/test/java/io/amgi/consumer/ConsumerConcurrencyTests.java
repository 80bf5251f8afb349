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

package io.amgi.consumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.server.AfterFailure;
import io.amgi.server.Ordering;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which handlers of a consumer run at the same time.
 */
@Timeout(120)
class ConsumerConcurrencyTests {

	private final Running running = new Running();

	private final List<String> log = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	@Test
	void handlersOfAPollRunSideBySideUpToTheConcurrency() {
		TestGroup group = new TestGroup().ordering(Ordering.KEY).processing(3, AfterFailure.CONTINUE);
		try (group) {
			group.sendNumbers(0, 20).start((event) -> this.running.during(this::awaitRelease));
			await().until(() -> this.running.now() == 3);
			this.released.countDown();
			await().until(() -> group.committed() == 20);
			assertThat(this.running.max()).isEqualTo(3);
		}
	}

	@Test
	void nextPollOfAPartitionWaitsForTheHandlersOfTheLast() {
		TestGroup group = new TestGroup().ordering(Ordering.KEY).config(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
		try (group) {
			group.sendNumbers(0, 5).start(this::logged);
			await().until(() -> this.log.contains("starts 0"));
			this.released.countDown();
			await().until(() -> group.committed() == 5);
			assertThat(this.log).containsExactlyElementsOf(TestGroup.numbers(0, 5)
				.stream()
				.flatMap((number) -> Stream.of("starts " + number, "ends " + number))
				.toList());
		}
	}

	private void logged(MessageReceiveEvent event) {
		this.log.add("starts " + TestGroup.text(event));
		awaitRelease();
		this.log.add("ends " + TestGroup.text(event));
	}

	private void awaitRelease() {
		try {
			assertThat(this.released.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
	}

	/**
	 * Counts handlers that run at the same time.
	 */
	private static final class Running {

		private final AtomicInteger now = new AtomicInteger();

		private final AtomicInteger max = new AtomicInteger();

		void during(Runnable action) {
			this.max.accumulateAndGet(this.now.incrementAndGet(), Math::max);
			try {
				action.run();
			}
			finally {
				this.now.decrementAndGet();
			}
		}

		int now() {
			return this.now.get();
		}

		int max() {
			return this.max.get();
		}

	}

}
