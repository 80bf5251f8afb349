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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.server.AfterFailure;
import io.amgi.server.Ordering;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class KafkaConsumerGroupTests {

	private final List<String> handled = new CopyOnWriteArrayList<>();

	private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

	@Test
	void handledRecordsAreCommitted() {
		try (TestGroup group = new TestGroup().send("a", "b", "c").start(this::handle)) {
			await().until(() -> group.committed() == 3);
			assertThat(this.handled).containsExactly("a", "b", "c");
		}
	}

	@Test
	void reportedRecordComesAgainAheadOfThoseBehindIt() {
		try (TestGroup group = new TestGroup().send("a", "b", "c").start((event) -> handle(event, "b", 2))) {
			await().until(() -> group.committed() == 3);
			assertThat(this.handled).containsExactly("a", "b", "b", "b", "c");
		}
	}

	@Test
	void acknowledgedRecordsBehindAReportedOneAreNotHandledAgain() {
		try (TestGroup group = new TestGroup().processing(16, AfterFailure.CONTINUE)
			.send("a", "b", "c", "d")
			.start((event) -> handle(event, "b", 2))) {
			await().until(() -> group.committed() == 4);
			assertThat(this.handled).containsExactly("a", "b", "c", "d", "b", "b");
		}
	}

	@Test
	void partitionIsCommittedUpToTheFirstRecordThatIsNotAcknowledged() {
		try (TestGroup group = new TestGroup().processing(16, AfterFailure.CONTINUE)
			.send("a", "b", "c")
			.start((event) -> handle(event, "b", Integer.MAX_VALUE))) {
			await().until(() -> this.attempts.getOrDefault("b", 0) > 2);
			assertThat(group.committed()).isEqualTo(1);
		}
	}

	@Test
	void newRecordsOfTheGroupWaitBehindAReportedOne() {
		try (TestGroup group = new TestGroup().backOff(Duration.ofMillis(700))
			.send("a")
			.start((event) -> handle(event, "a", 1))) {
			await().until(() -> this.attempts.containsKey("a"));
			group.send("b", "c");
			await().until(() -> group.committed() == 3);
			assertThat(this.handled).containsExactly("a", "a", "b", "c");
		}
	}

	@Test
	void partitionsAreHandledSideBySideThoughAPollBringsOneOfThem() {
		CountDownLatch both = new CountDownLatch(2);
		AtomicInteger met = new AtomicInteger();
		try (TestGroup group = new TestGroup().config(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1)
			.send(0, null, "a")
			.send(1, null, "b")
			.start((event) -> {
				both.countDown();
				join(both);
				met.addAndGet((both.getCount() == 0) ? 1 : 0);
			})) {
			await().until(() -> group.committed(0) == 1 && group.committed(1) == 1);
			assertThat(met).hasValue(2);
		}
	}

	@Test
	void recordsOfOtherKeysDoNotWait() {
		try (TestGroup group = new TestGroup().ordering(Ordering.KEY)
			.send(0, "k", "a")
			.start((event) -> handle(event, "a", () -> !this.handled.contains("c")))) {
			await().until(() -> this.attempts.containsKey("a"));
			group.send(0, "k", "b").send(0, "l", "c");
			await().until(() -> group.committed() == 3);
			assertThat(this.handled.indexOf("b")).isGreaterThan(this.handled.lastIndexOf("a"));
		}
	}

	@Test
	void wholePollComesAgainUnderError() {
		try (TestGroup group = new TestGroup().onNack(NackPolicy.ERROR)
			.send("a", "b", "c")
			.start((event) -> handle(event, "b", 1))) {
			await().until(() -> group.committed() == 3);
			assertThat(this.handled).containsExactly("a", "b", "c", "a", "b", "c");
		}
	}

	@Test
	void refusedRecordsAreLeftBehindUnderLog() {
		try (TestGroup group = new TestGroup().onNack(NackPolicy.LOG)
			.send("a", "b", "c")
			.start((event) -> handle(event, "b", Integer.MAX_VALUE))) {
			await().until(() -> group.committed() == 3);
			assertThat(this.handled).containsExactly("a", "b", "c");
		}
	}

	@Test
	void recordsThatWereNotCompletedComeAgainUnderLog() {
		try (TestGroup group = new TestGroup().onNack(NackPolicy.LOG).send("a", "b", "c").run(incomplete("b"))) {
			await().until(() -> group.committed() == 3);
			assertThat(this.handled).containsExactly("a", "b", "c", "b");
		}
	}

	private AmgiApplication incomplete(String value) {
		return TestGroup.handling((event) -> {
			handle(event);
			if (TestGroup.text(event).equals(value) && this.attempts.merge(value, 1, Integer::sum) == 1) {
				throw new NotCompletedException("not now");
			}
		});
	}

	@Test
	void partitionWithTooManyUncommittedRecordsIsPaused() {
		CountDownLatch fixed = new CountDownLatch(1);
		try (TestGroup group = new TestGroup().maxUncommitted(5)
			.config(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5)
			.processing(16, AfterFailure.CONTINUE)
			.send(TestGroup.numbers(0, 5).toArray(String[]::new))
			.start((event) -> handle(event, "0", () -> fixed.getCount() > 0))) {
			await().until(() -> this.attempts.getOrDefault("0", 0) > 1);
			group.send(TestGroup.numbers(5, 20).toArray(String[]::new));
			int attempts = this.attempts.get("0");
			await().until(() -> this.attempts.get("0") > attempts + 3);
			assertThat(Set.copyOf(this.handled)).hasSize(5);
			fixed.countDown();
			await().until(() -> group.committed() == 20);
		}
	}

	@Test
	void revokedPartitionIsCommittedAndComesToTheOtherMember() {
		try (TestGroup group = new TestGroup().processing(16, AfterFailure.CONTINUE)
			.send("a", "b", "c")
			.start((event) -> handle(event, "b", Integer.MAX_VALUE))) {
			await().until(() -> this.attempts.containsKey("b") && this.handled.contains("c"));
			List<String> other = new CopyOnWriteArrayList<>();
			try (TestGroup another = group.another()) {
				group.close();
				another.start((event) -> other.add(TestGroup.text(event)));
				await().until(() -> group.committed() == 3);
				assertThat(other).containsExactly("b", "c");
			}
		}
	}

	@Test
	void membersShareThePartitionsWithoutLoss() {
		sharePartitions(new TestGroup());
	}

	@Test
	@Tag("long")
	void membersShareThePartitionsUnderTheNewProtocol() {
		sharePartitions(new TestGroup().newProtocol());
	}

	private void sharePartitions(TestGroup group) {
		List<String> values = TestGroup.numbers(0, 200);
		group.config(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10);
		try (group; TestGroup another = group.another()) {
			group.send(0, null, values.toArray(String[]::new)).send(1, null, values.toArray(String[]::new));
			group.start(this::handle);
			another.start(this::handle);
			await().until(() -> group.committed(0) == 200 && group.committed(1) == 200);
			assertThat(Set.copyOf(this.handled)).containsExactlyInAnyOrderElementsOf(values);
		}
	}

	@Test
	void memberThatStopsLeavesItsGroup() {
		TestGroup group = new TestGroup().send("a").start(this::handle);
		await().until(() -> group.committed() == 1);
		group.close();
		assertThat(group.describe().members()).isEmpty();
	}

	@Test
	void staticMemberThatStopsKeepsItsPlace() {
		TestGroup group = new TestGroup().config(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "orders-1")
			.send("a")
			.start(this::handle);
		await().until(() -> group.committed() == 1);
		group.close();
		assertThat(group.describe().members()).hasSize(1);
		try (TestGroup restarted = group.another().send("b").start(this::handle)) {
			await().until(() -> group.committed() == 2);
			assertThat(group.describe().members()).hasSize(1);
			assertThat(this.handled).containsExactly("a", "b");
		}
	}

	@Test
	void lostPartitionsAreForgottenAndComeAgain() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch removed = new CountDownLatch(1);
		try (TestGroup group = new TestGroup().send("a").start((event) -> {
			handle(event);
			started.countDown();
			join(removed);
		})) {
			assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
			try (var admin = group.admin()) {
				admin.removeMembersFromConsumerGroup(group.groupId, new RemoveMembersFromConsumerGroupOptions())
					.all()
					.get();
			}
			removed.countDown();
			await().until(() -> group.committed() == 1);
			assertThat(this.handled).containsExactly("a", "a");
		}
	}

	@Test
	void recordsInFlightAreDrainedAndCommitted() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch stopping = new CountDownLatch(1);
		try (TestGroup group = new TestGroup().send("a", "b").start((event) -> {
			handle(event);
			started.countDown();
			join(stopping);
		})) {
			assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
			CountDownLatch stopped = new CountDownLatch(1);
			group.group().stop(stopped::countDown);
			Thread drain = new Thread(() -> group.server().shutDown(Duration.ofSeconds(60)));
			drain.start();
			await().until(() -> drain.getState() == Thread.State.TIMED_WAITING);
			stopping.countDown();
			drain.join();
			assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(this.handled).containsExactly("a");
			assertThat(group.committed()).isEqualTo(1);
		}
	}

	@Test
	void backOffLongerThanTheIntervalOfPollsKeepsTheMember() {
		try (TestGroup group = new TestGroup().config(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 500)
			.backOff(Duration.ofMillis(1_500))
			.processing(16, AfterFailure.CONTINUE)
			.send("a", "b")
			.start((event) -> handle(event, "a", 1))) {
			await().until(() -> group.committed() == 2);
			assertThat(this.handled).containsExactly("a", "b", "a");
		}
	}

	@Test
	void consumerWithTooManyPartitionsStops() {
		try (TestGroup group = new TestGroup().maxPartitions(1).start(this::handle)) {
			await().until(() -> !group.group().isLive());
			assertThat(group.group().isReady()).isFalse();
		}
	}

	@Test
	void groupIsReadyOnceItIsAMember() {
		try (TestGroup group = new TestGroup().start(this::handle)) {
			await().until(() -> group.group().isReady());
			assertThat(group.group().isLive()).isTrue();
			group.close();
			assertThat(group.group().isReady()).isFalse();
			assertThat(group.group().isLive()).isTrue();
		}
	}

	@Test
	void stuckHandlersEndLiveness() {
		CountDownLatch end = new CountDownLatch(1);
		try (TestGroup group = new TestGroup().config(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 2_000)
			.processing(1, null)
			.send("a")
			.start((event) -> {
				while (end.getCount() > 0) {
					join(end);
				}
			})) {
			await().until(() -> !group.group().isLive());
			end.countDown();
			await().until(() -> group.group().isLive());
			await().until(() -> group.committed() == 1);
		}
	}

	@Test
	void lagIsPublishedForEachPartition() {
		Map<Integer, Supplier<Number>> lags = new ConcurrentHashMap<>();
		try (TestGroup group = new TestGroup().lag(new PartitionLagListener() {

			@Override
			public void added(String topic, int partition, Supplier<Number> lag) {
				lags.put(partition, lag);
			}

			@Override
			public void removed(String topic, int partition) {
				lags.remove(partition);
			}

		}).send("a", "b", "c").start((event) -> handle(event, "b", Integer.MAX_VALUE))) {
			await().until(() -> lags.containsKey(0) && Long.valueOf(2).equals(lags.get(0).get()));
			group.close();
			assertThat(lags).isEmpty();
		}
	}

	@Test
	void offsetThatIsGoneStartsAnewByTheResetPolicy() {
		try (TestGroup group = new TestGroup().send("a").start(this::handle)) {
			await().until(() -> group.committed() == 1);
			group.close();
			try (TestGroup another = group.another()) {
				another.send("b").commit(100).start(this::handle);
				await().until(() -> another.committed() == 2);
				assertThat(this.handled).containsExactly("a", "a", "b");
			}
		}
	}

	private void handle(MessageReceiveEvent event) {
		this.handled.add(TestGroup.text(event));
	}

	private void handle(MessageReceiveEvent event, String failing, int times) {
		AtomicInteger count = new AtomicInteger(this.attempts.getOrDefault(failing, 0));
		handle(event, failing, () -> count.get() < times);
	}

	private void handle(MessageReceiveEvent event, String failing, BooleanSupplier fails) {
		handle(event);
		if (TestGroup.text(event).equals(failing)) {
			boolean failure = fails.getAsBoolean();
			this.attempts.merge(failing, 1, Integer::sum);
			if (failure) {
				throw new IllegalStateException("failed on purpose");
			}
		}
	}

	private static void join(CountDownLatch latch) {
		try {
			latch.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			// A handler that does not care.
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
	}

}
