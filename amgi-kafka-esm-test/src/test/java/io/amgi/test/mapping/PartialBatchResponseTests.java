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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.test.RecordId;

import static org.assertj.core.api.Assertions.assertThat;

class PartialBatchResponseTests {

	private final Recorded recorded = new Recorded();

	@Test
	void onlyTheNamedRecordComesAgain() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison", "c");
		try (LocalEventSourceMapping mapping = start(
				kafka.mapping((settings) -> settings.reportBatchItemFailures().maximumRetryAttempts(1)))) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(3));
		}
		assertThat(this.recorded.batches).extracting(Batch::records)
			.containsExactly(kafka.ids(0, 0, 3), kafka.ids(0, 1, 2));
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 0), kafka.id(0, 2));
		assertThat(this.recorded.givenUp).containsOnlyKeys(kafka.id(0, 1));
		assertThat(this.recorded.failures).contains("0@1 #1 reported in batchItemFailures");
	}

	@Test
	void allFromTheLowestNamedRecordComeAgainUnderTheOtherReading() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison", "c");
		AtomicInteger invocations = new AtomicInteger();
		try (LocalEventSourceMapping mapping = kafka
			.mapping((settings) -> settings.reportBatchItemFailures(PartialBatchReading.FROM_LOWEST_OFFSET))
			.listener(this.recorded)
			.function((event) -> (invocations.incrementAndGet() == 1) ? report(event) : new byte[0])
			.start()) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(3));
		}
		assertThat(this.recorded.batches).extracting(Batch::records)
			.containsExactly(kafka.ids(0, 0, 3), kafka.ids(0, 1, 3));
		assertThat(this.recorded.acked).containsExactlyElementsOf(kafka.ids(0, 0, 3));
		assertThat(this.recorded.failures).containsExactly("0@1 #1 reported in batchItemFailures",
				"0@2 #1 redelivered behind " + kafka.id(0, 1));
		assertThat(this.recorded.failedWithOthers).containsExactly(kafka.id(0, 2));
	}

	@Test
	void lowestRecordIsFoundPerPartition() {
		TestKafka kafka = TestKafka.topic(2).send(0, "poison", "b").send(1, "c", "d");
		AtomicInteger invocations = new AtomicInteger();
		try (LocalEventSourceMapping mapping = kafka
			.mapping((settings) -> settings.batchSize(4)
				.maximumBatchingWindow(Duration.ofSeconds(300))
				.reportBatchItemFailures(PartialBatchReading.FROM_LOWEST_OFFSET))
			.listener(this.recorded)
			.function((event) -> (invocations.incrementAndGet() == 1) ? report(event) : new byte[0])
			.start()) {
			Awaitility.await().until(() -> this.recorded.acked.size() == 4);
		}
		assertThat(this.recorded.batches).last().extracting(Batch::records).isEqualTo(kafka.ids(0, 0, 2));
	}

	@Test
	void nothingBehindAFailedRecordIsCommittedBeforeIt() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison", "c");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> settings.reportBatchItemFailures()))) {
			Awaitility.await().until(() -> this.recorded.batches.size() > 5);
		}
		assertThat(kafka.committed(0)).isEqualTo(1);
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 0), kafka.id(0, 2));
	}

	@Test
	void withoutTheSettingReportedRecordsAreLost() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison", "c");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> {
		}))) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(3));
		}
		assertThat(this.recorded.lost).containsExactly(kafka.id(0, 1));
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 0), kafka.id(0, 2));
		assertThat(this.recorded.batches).hasSize(1);
	}

	@Test
	void withoutTheSettingAnyResponseIsASuccess() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a");
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> {
		}).listener(this.recorded).function((event) -> bytes("\"OK\"")).start()) {
			Awaitility.await().until(() -> !this.recorded.acked.isEmpty());
		}
		assertThat(this.recorded.batchFailures).isEmpty();
	}

	@Test
	void unknownOffsetFailsTheWholeBatch() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b");
		try (LocalEventSourceMapping mapping = kafka
			.mapping((settings) -> settings.reportBatchItemFailures().maximumRetryAttempts(1))
			.listener(this.recorded)
			.function((event) -> report(List.of(kafka.id(0, 7))))
			.start()) {
			Awaitility.await().until(() -> this.recorded.givenUp.size() == 2);
		}
		assertThat(this.recorded.batches).extracting(Batch::records)
			.containsExactly(kafka.ids(0, 0, 2), kafka.ids(0, 0, 2));
		assertThat(this.recorded.batchFailures).containsOnly(
				"Response names offset 7 of %s-0, which was not in the event".formatted(kafka.id(0, 7).topic()));
	}

	@Test
	void responseThatIsNotOneFailsTheWholeBatch() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a");
		try (LocalEventSourceMapping mapping = kafka
			.mapping((settings) -> settings.reportBatchItemFailures().maximumRetryAttempts(0))
			.listener(this.recorded)
			.function((event) -> bytes("\"OK\""))
			.start()) {
			Awaitility.await().until(() -> this.recorded.givenUp.size() == 1);
		}
		assertThat(this.recorded.batchFailures).containsExactly("Response is not a JSON object");
	}

	@Test
	void reportedFailuresAreNotBisected() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison", "poison", "c");
		try (LocalEventSourceMapping mapping = start(kafka.mapping((settings) -> settings.reportBatchItemFailures()
			.bisectBatchOnFunctionError()
			.maximumRetryAttempts(1)))) {
			Awaitility.await().until(() -> this.recorded.givenUp.size() == 2);
		}
		assertThat(this.recorded.batches).extracting(Batch::records)
			.containsExactly(kafka.ids(0, 0, 3), kafka.ids(0, 0, 2));
	}

	private LocalEventSourceMapping start(LocalEventSourceMapping.Builder mapping) {
		return mapping.listener(this.recorded).function(PartialBatchResponseTests::report).start();
	}

	private static byte[] report(byte[] event) {
		return report(TestEvent.parse(event)
			.records()
			.stream()
			.filter((record) -> record.value().equals("poison"))
			.map(TestEvent.TestRecord::id)
			.toList());
	}

	private static byte[] report(List<RecordId> records) {
		return JsonMapper.shared()
			.writeValueAsBytes(Map.of("batchItemFailures", records.stream()
				.map((record) -> Map.of("itemIdentifier",
						Map.of("partition", record.topic() + "-" + record.partition(), "offset", record.offset())))
				.toList()));
	}

	private static byte[] bytes(String response) {
		return response.getBytes(StandardCharsets.UTF_8);
	}

}
