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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryTests {

	private static final byte[] OK = new byte[0];

	private final Recorded recorded = new Recorded();

	@Test
	void poisonPillBlocksItsPartitionForEver() throws Exception {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison").send(0, "b");
		CountDownLatch retries = new CountDownLatch(20);
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> settings.batchSize(1))
			.listener(this.recorded)
			.function((event) -> {
				retries.countDown();
				return poisoned(event);
			})
			.start()) {
			assertThat(retries.await(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(kafka.committed(0)).isZero();
		assertThat(this.recorded.acked).isEmpty();
		assertThat(this.recorded.givenUp).isEmpty();
	}

	@Test
	void otherPartitionsGoOnWithAnotherInvocation() {
		TestKafka kafka = TestKafka.topic(2).send(0, "poison").send(1, "b", "c");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.batchSize(1).concurrentInvocations(2)))) {
			Awaitility.await().until(() -> this.recorded.acked.size() == 2);
		}
		assertThat(this.recorded.acked).containsExactlyElementsOf(kafka.ids(1, 0, 2));
	}

	@Test
	void wholeBatchIsGivenUpAfterTheLastRetry() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison", "c");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> settings.maximumRetryAttempts(2)))) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(3));
		}
		assertThat(this.recorded.batches).extracting(Batch::attempt).containsExactly(1, 2, 3);
		assertThat(this.recorded.givenUp).hasSize(3).containsEntry(kafka.id(0, 0), "3 poison");
		assertThat(this.recorded.acked).isEmpty();
	}

	@Test
	void bisectLeavesThePoisonPillAlone() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b", "poison", "d", "e");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.bisectBatchOnFunctionError().maximumRetryAttempts(1)))) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(5));
		}
		assertThat(this.recorded.givenUp).containsOnlyKeys(kafka.id(0, 2));
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 0), kafka.id(0, 1), kafka.id(0, 3), kafka.id(0, 4));
	}

	@Test
	void bisectHalvesTheBatchInOrder() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b", "poison", "d", "e");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.bisectBatchOnFunctionError().maximumRetryAttempts(0)))) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(5));
		}
		assertThat(this.recorded.batches).extracting(Batch::records)
			.containsExactly(kafka.ids(0, 0, 5), kafka.ids(0, 0, 3), kafka.ids(0, 0, 2), kafka.ids(0, 2, 3),
					kafka.ids(0, 3, 5));
	}

	@Test
	void recordTooOldNeverReachesTheFunction() {
		TestKafka kafka = TestKafka.topic(1).sendAt(Instant.now().minusSeconds(3600), "k", "old").send(0, "new");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.maximumRecordAge(Duration.ofMinutes(10))))) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(2));
		}
		assertThat(this.recorded.batches).extracting(Batch::records).containsExactly(List.of(kafka.id(0, 1)));
		assertThat(this.recorded.givenUp).containsEntry(kafka.id(0, 0), "0 older than the maximum record age");
	}

	@Test
	void poisonPillIsGivenUpWhenItIsTooOld() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison").send(0, "b");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.batchSize(1).maximumRecordAge(Duration.ofSeconds(2))))) {
			Awaitility.await().until(() -> !this.recorded.givenUp.isEmpty());
		}
		assertThat(this.recorded.givenUp.get(kafka.id(0, 0))).endsWith(" older than the maximum record age");
	}

	@Test
	void closedMappingCommitsWhatIsDoneWithBeforeTheFailedRecord() throws Exception {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b", "poison", "d");
		CountDownLatch alone = new CountDownLatch(3);
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> settings.bisectBatchOnFunctionError())
			.function((event) -> {
				if (TestEvent.parse(event).values().equals(List.of("poison"))) {
					alone.countDown();
				}
				return poisoned(event);
			})
			.start()) {
			assertThat(alone.await(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(kafka.committed(0)).isEqualTo(2);
	}

	private LocalEventSourceMapping start(LocalEventSourceMapping.Builder mapping) {
		return mapping.listener(this.recorded).function(RetryTests::poisoned).start();
	}

	private static byte[] poisoned(byte[] event) {
		if (TestEvent.parse(event).values().contains("poison")) {
			throw new IllegalStateException("poison");
		}
		return OK;
	}

}
