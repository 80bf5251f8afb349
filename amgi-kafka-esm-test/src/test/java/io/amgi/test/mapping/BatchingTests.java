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

package io.amgi.test.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class BatchingTests {

	private static final byte[] OK = new byte[0];

	private final Recorded recorded = new Recorded();

	private final List<TestEvent> events = new CopyOnWriteArrayList<>();

	@Test
	void batchHasAtMostItsSize() {
		TestKafka kafka = TestKafka.topic(1).sendNumbers(0, 25);
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> settings.batchSize(10)))) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(25));
		}
		assertThat(this.recorded.batchSizes()).allMatch((size) -> size <= 10).contains(10);
		assertThat(this.recorded.acked).containsExactlyElementsOf(kafka.ids(0, 0, 25));
	}

	@Test
	void windowGathersWhatComesWithinIt() {
		TestKafka kafka = TestKafka.topic(1);
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.maximumBatchingWindow(Duration.ofSeconds(300)).batchSize(3)))) {
			Awaitility.await().until(() -> !this.recorded.assigned.isEmpty());
			kafka.send(0, "a").send(0, "b").send(0, "c");
			Awaitility.await().until(() -> !this.events.isEmpty());
		}
		assertThat(this.events).singleElement().extracting(TestEvent::values).isEqualTo(List.of("a", "b", "c"));
	}

	@Test
	void windowEndsBeforeTheBatchIsFull() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> settings.batchSize(10_000)))) {
			Awaitility.await().until(() -> this.recorded.acked.size() == 2);
		}
		assertThat(this.events).singleElement().extracting(TestEvent::values).isEqualTo(List.of("a", "b"));
	}

	@Test
	void eventIsNotLargerThanThePayloadLimit() {
		TestKafka kafka = TestKafka.topic(1);
		kafka.send(0, "a".repeat(3000), "b".repeat(3000), "c".repeat(3000), "d".repeat(3000), "e".repeat(3000));
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.maximumPayloadSize(DataSize.ofBytes(9500))))) {
			Awaitility.await().until(() -> this.recorded.acked.size() == 5);
		}
		assertThat(this.recorded.batchSizes()).containsExactly(2, 2, 1);
		assertThat(this.recorded.batches).allMatch((batch) -> batch.payloadSize() <= 9500);
	}

	@Test
	void recordsThatWaitForTheFunctionAreNotLost() throws Exception {
		TestKafka kafka = TestKafka.topic(1).sendNumbers(0, 300);
		CountDownLatch release = new CountDownLatch(1);
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> settings.batchSize(1))
			.listener(this.recorded)
			.function((event) -> {
				release.await();
				return OK;
			})
			.start()) {
			Awaitility.await().until(() -> !this.recorded.batches.isEmpty());
			release.countDown();
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(300));
		}
		assertThat(this.recorded.acked).containsExactlyElementsOf(kafka.ids(0, 0, 300));
	}

	@Test
	void recordLargerThanThePayloadLimitIsGivenUpAndTheOthersGoOn() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b".repeat(3000), "c");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.maximumPayloadSize(DataSize.ofBytes(2000))))) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(3));
		}
		assertThat(this.recorded.givenUp).containsOnly(entry(kafka.id(0, 1), "0 larger than the maximum payload"));
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 0), kafka.id(0, 2));
	}

	@Test
	void eventHoldsSeveralPartitionsUnderTheirKeys() {
		TestKafka kafka = TestKafka.topic(3).send(0, "a").send(1, "b").send(2, "c").send(2, "d");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.maximumBatchingWindow(Duration.ofSeconds(300)).batchSize(4)))) {
			Awaitility.await().until(() -> !this.events.isEmpty());
		}
		assertThat(this.events).singleElement()
			.satisfies((event) -> assertThat(event.records()).hasSize(4)
				.allSatisfy((record) -> assertThat(record.recordsKey())
					.isEqualTo(record.id().topic() + "-" + record.id().partition())));
	}

	@Test
	void filteredRecordsNeverArriveButAreCommitted() {
		TestKafka kafka = TestKafka.topic(1).sendNumbers(0, 10);
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.filterCriteria("{\"value\":[\"2\",\"5\"]}")))) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(10));
		}
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 2), kafka.id(0, 5));
		assertThat(this.recorded.filtered).hasSize(8);
	}

	@Test
	void recordsBehindAFailedOneAreNotCommittedEvenIfFiltered() throws Exception {
		TestKafka kafka = TestKafka.topic(1).sendNumbers(0, 10);
		CountDownLatch failed = new CountDownLatch(3);
		try (LocalEventSourceMapping mapping = kafka
			.mapping((settings) -> settings.filterCriteria("{\"value\":[\"2\"]}"))
			.function((event) -> {
				failed.countDown();
				throw new IllegalStateException("no");
			})
			.start()) {
			assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(kafka.committed(0)).isEqualTo(2);
	}

	@Test
	void partitionWithFilteredRecordsAloneIsCommitted() {
		TestKafka kafka = TestKafka.topic(1).sendNumbers(0, 4);
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.filterCriteria("{\"value\":[\"x\"]}")))) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(4));
		}
		assertThat(this.events).isEmpty();
	}

	@Test
	void latestSkipsWhatIsThere() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.startingPosition(StartingPosition.LATEST)))) {
			Awaitility.await().until(() -> !this.recorded.assigned.isEmpty());
			kafka.send(0, "c");
			Awaitility.await().until(() -> !this.recorded.acked.isEmpty());
		}
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 2));
	}

	@Test
	void latestIsRememberedAcrossARestart() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.startingPosition(StartingPosition.LATEST)))) {
			Awaitility.await().until(() -> !this.recorded.assigned.isEmpty());
		}
		kafka.send(0, "c");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.startingPosition(StartingPosition.LATEST)))) {
			Awaitility.await().until(() -> !this.recorded.acked.isEmpty());
		}
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 2));
	}

	@Test
	void timestampStartsAtTheFirstRecordNotOlder() {
		TestKafka kafka = TestKafka.topic(2);
		Instant start = Instant.parse("2026-01-01T12:00:00Z");
		kafka.sendAt(start.minusMillis(1), "k", "before")
			.sendAt(start, "k", "at")
			.sendAt(start.plusMillis(1), "k", "after");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.startingPositionTimestamp(start)))) {
			Awaitility.await().until(() -> this.recorded.acked.size() == 2);
		}
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 1), kafka.id(0, 2));
	}

	@Test
	void restartGoesOnBehindTheLastCommit() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a");
		for (int run = 1; run <= 2; run++) {
			int expected = run;
			try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> {
			}))) {
				Awaitility.await().until(() -> this.recorded.acked.size() == expected);
			}
			kafka.send(0, "b");
		}
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 0), kafka.id(0, 1));
	}

	@Test
	void pollersShareThePartitions() throws Exception {
		TestKafka kafka = TestKafka.topic(2);
		CountDownLatch both = new CountDownLatch(2);
		Set<Boolean> met = ConcurrentHashMap.newKeySet();
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> settings.pollers(2))
			.listener(this.recorded)
			.function((event) -> meet(both, met))
			.start()) {
			Awaitility.await().until(() -> kafka.partitionsPerMember().equals(List.of(1, 1)));
			kafka.send(0, "a").send(1, "b");
			Awaitility.await().until(() -> this.recorded.acked.size() == 2);
		}
		assertThat(met).containsExactly(true);
	}

	@Test
	void concurrentInvocationsAreOfDifferentPartitions() throws Exception {
		TestKafka kafka = TestKafka.topic(2).send(0, "a", "b").send(1, "c", "d");
		CountDownLatch both = new CountDownLatch(2);
		Set<Boolean> met = ConcurrentHashMap.newKeySet();
		try (LocalEventSourceMapping mapping = kafka
			.mapping((settings) -> settings.concurrentInvocations(2).batchSize(1))
			.listener(this.recorded)
			.function((event) -> meet(both, met))
			.start()) {
			Awaitility.await().until(() -> this.recorded.acked.size() == 4);
		}
		assertThat(met).containsExactly(true);
		assertThat(this.recorded.acked).containsSubsequence(kafka.ids(0, 0, 2)).containsSubsequence(kafka.ids(1, 0, 2));
	}

	@Test
	void partitionIsInOneInvocationAtATime() {
		TestKafka kafka = TestKafka.topic(1).sendNumbers(0, 100);
		Semaphore alone = new Semaphore(1);
		List<Boolean> overlaps = new CopyOnWriteArrayList<>();
		try (LocalEventSourceMapping mapping = kafka
			.mapping((settings) -> settings.concurrentInvocations(5).batchSize(1).maximumBatchingWindow(Duration.ZERO))
			.function((event) -> {
				boolean acquired = alone.tryAcquire();
				overlaps.add(!acquired);
				TestEvent.parse(event);
				alone.release((acquired) ? 1 : 0);
				return OK;
			})
			.start()) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(100));
		}
		assertThat(overlaps).hasSize(100).containsOnly(false);
	}

	private static byte[] meet(CountDownLatch both, Set<Boolean> met) throws InterruptedException {
		both.countDown();
		met.add(both.await(10, TimeUnit.SECONDS));
		return OK;
	}

	private LocalEventSourceMapping start(LocalEventSourceMapping.Builder mapping) {
		return mapping.listener(this.recorded).function((event) -> {
			this.events.add(TestEvent.parse(event));
			return OK;
		}).start();
	}

}
