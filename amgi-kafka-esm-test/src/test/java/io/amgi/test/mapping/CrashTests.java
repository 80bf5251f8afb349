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

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.amgi.test.RecordId;

import static org.assertj.core.api.Assertions.assertThat;

class CrashTests {

	@Test
	void processKilledInMidBatchLosesNothingAndKeepsTheOrder() throws Exception {
		TestKafka kafka = TestKafka.topic(3).sendNumbers(0, 50).sendNumbers(1, 50);
		Process process = CrashingMapping.start(kafka.topic(), kafka.group());
		List<String> before = readUntilHeld(process);
		awaitCommit(kafka);
		process.destroyForcibly().waitFor();
		List<RecordId> after = new CopyOnWriteArrayList<>();
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> settings.batchSize(10))
			.kafkaProperties(Map.of("session.timeout.ms", 1000, "heartbeat.interval.ms", 300))
			.function((event) -> {
				TestEvent.parse(event).records().forEach((record) -> after.add(record.id()));
				return new byte[0];
			})
			.start()) {
			Awaitility.await().untilAsserted(() -> {
				assertThat(kafka.committed(0)).isEqualTo(50);
				assertThat(kafka.committed(1)).isEqualTo(50);
			});
		}
		assertThat(before).isNotEmpty();
		assertNothingIsLost(kafka, before, after);
	}

	// Filtered records are committed together with all others that count as done.
	private static void awaitCommit(TestKafka kafka) {
		kafka.send(2, CrashingMapping.FILTERED);
		Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(2)).isEqualTo(1));
	}

	private static void assertNothingIsLost(TestKafka kafka, List<String> before, List<RecordId> after) {
		for (int partition = 0; partition < 2; partition++) {
			int number = partition;
			List<RecordId> rest = after.stream().filter((record) -> record.partition() == number).toList();
			int first = (int) rest.get(0).offset();
			assertThat(rest).containsExactlyElementsOf(kafka.ids(number, first, 50));
			assertThat(before).containsAll(kafka.ids(number, 0, first).stream().map(RecordId::toString).toList());
		}
	}

	private static List<String> readUntilHeld(Process process) throws IOException {
		List<String> handled = new CopyOnWriteArrayList<>();
		for (String line = process.inputReader().readLine(); line != null; line = process.inputReader().readLine()) {
			if (line.equals(CrashingMapping.HELD)) {
				return handled;
			}
			handled.add(line);
		}
		throw new IllegalStateException("The process has ended before it was killed");
	}

}
