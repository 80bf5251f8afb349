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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.amgi.test.RecordId;

import static org.assertj.core.api.Assertions.assertThat;

class RebalanceTests {

	private static final int PARTITIONS = 4;

	private static final int RECORDS = 200;

	private final List<RecordId> handled = new CopyOnWriteArrayList<>();

	@Test
	void mappingsThatJoinAndLeaveLoseNothingAndKeepTheOrder() {
		TestKafka kafka = TestKafka.topic(PARTITIONS);
		IntStream.range(0, PARTITIONS).forEach((partition) -> kafka.sendNumbers(partition, RECORDS));
		Recorded second = new Recorded();
		try (LocalEventSourceMapping first = start(kafka, new Recorded())) {
			Awaitility.await().until(() -> this.handled.size() > 20);
			try (LocalEventSourceMapping joining = start(kafka, second)) {
				Awaitility.await().until(() -> second.acked.size() > 20);
			}
			Awaitility.await()
				.untilAsserted(() -> IntStream.range(0, PARTITIONS)
					.forEach((partition) -> assertThat(kafka.committed(partition)).isEqualTo(RECORDS)));
		}
		assertThat(second.assigned).isNotEmpty();
		IntStream.range(0, PARTITIONS).forEach((partition) -> assertComplete(kafka, partition));
	}

	@Test
	void partitionIsGivenAwayOnlyWhenNothingOfItIsInTheFunction() throws Exception {
		TestKafka kafka = TestKafka.topic(2).send(0, "a").send(1, "b");
		CountDownLatch bothHeld = new CountDownLatch(2);
		CountDownLatch release = new CountDownLatch(1);
		Recorded second = new Recorded();
		try (LocalEventSourceMapping first = kafka.mapping((settings) -> settings.batchSize(1).concurrentInvocations(2))
			.function((event) -> {
				bothHeld.countDown();
				release.await();
				return record(event);
			})
			.start()) {
			assertThat(bothHeld.await(10, TimeUnit.SECONDS)).isTrue();
			try (LocalEventSourceMapping joining = start(kafka, second)) {
				Awaitility.await().until(() -> kafka.partitionsPerMember().size() == 2);
				release.countDown();
				Awaitility.await().until(() -> !second.assigned.isEmpty());
				Awaitility.await().until(() -> kafka.committed(0) == 1 && kafka.committed(1) == 1);
			}
		}
		assertThat(this.handled).containsExactlyInAnyOrder(kafka.id(0, 0), kafka.id(1, 0));
	}

	private void assertComplete(TestKafka kafka, int partition) {
		List<RecordId> ids = this.handled.stream().filter((record) -> record.partition() == partition).toList();
		assertThat(ids).containsExactlyElementsOf(kafka.ids(partition, 0, RECORDS));
	}

	private LocalEventSourceMapping start(TestKafka kafka, Recorded recorded) {
		return kafka.mapping((settings) -> settings.batchSize(5)).listener(recorded).function(this::record).start();
	}

	private byte[] record(byte[] event) {
		TestEvent.parse(event).records().forEach((record) -> this.handled.add(record.id()));
		return new byte[0];
	}

}
