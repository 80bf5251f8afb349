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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members come and go, processes are killed, and the broker is away: each record is
 * handled, and first in the order of its partition.
 */
class ConsumerFaultsTests {

	private static final int PARTITIONS = 2;

	@TempDir
	private Path directory;

	@Test
	@Timeout(120)
	void membersComeAndGo() {
		joinAndLeave(300, 2);
	}

	@Test
	@Tag("long")
	@Timeout(1_200)
	void membersComeAndGoUnderLoad() {
		joinAndLeave(150_000, 60);
	}

	@Test
	@Tag("long")
	@Timeout(1_200)
	void processIsKilledUnderLoad() throws Exception {
		kill(75_000, 15);
	}

	@Test
	@Tag("long")
	@Timeout(1_200)
	void brokerIsKilledAndComesBack() {
		FaultLedger ledger = new FaultLedger();
		int perPartition = 25_000;
		try (OwnBroker broker = new OwnBroker(PARTITIONS)) {
			broker.send(perPartition);
			try (TestGroup group = broker.group()
				.config(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100)
				.start((event) -> ledger.handle(event.id()))) {
				for (int outage = 1; outage <= 4; outage++) {
					awaitSize(ledger, outage * perPartition * PARTITIONS / 6);
					broker.shutDown();
					broker.startUp();
				}
				awaitSize(ledger, perPartition * PARTITIONS);
				assertThat(group.group().isLive()).isTrue();
			}
		}
		ledger.assertCompleteAndOrdered(PARTITIONS, perPartition);
	}

	private void joinAndLeave(int perPartition, int changes) {
		FaultLedger ledger = new FaultLedger();
		TestGroup first = group();
		Deque<TestGroup> members = new ArrayDeque<>();
		members.add(first);
		send(first, perPartition);
		first.start((event) -> ledger.handle(event.id()));
		for (int change = 1; change <= changes; change++) {
			awaitSize(ledger, change * perPartition * PARTITIONS / (changes + 1));
			if (members.size() < 3 && change % 3 != 0) {
				TestGroup member = first.another();
				members.add(member);
				member.start((event) -> ledger.handle(event.id()));
			}
			else {
				members.remove().close();
			}
		}
		awaitSize(ledger, perPartition * PARTITIONS);
		members.forEach(TestGroup::close);
		ledger.assertCompleteAndOrdered(PARTITIONS, perPartition);
		IntStream.range(0, PARTITIONS)
			.forEach((partition) -> assertThat(first.committed(partition)).isEqualTo(perPartition));
	}

	private static TestGroup group() {
		return new TestGroup().config(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50).backOff(Duration.ofMillis(5));
	}

	private static void send(TestGroup group, int perPartition) {
		String[] values = TestGroup.numbers(0, perPartition).toArray(String[]::new);
		for (int partition = 0; partition < PARTITIONS; partition++) {
			group.send(partition, null, values);
		}
	}

	private static void awaitSize(FaultLedger ledger, int size) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(10))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> ledger.size() >= size);
	}

	private void kill(int perPartition, int kills) throws IOException, InterruptedException {
		TestGroup group = group();
		send(group, perPartition);
		Path file = this.directory.resolve("handled");
		Random random = new Random(11);
		for (int kill = 1; kill <= kills; kill++) {
			Process process = FaultProcess.start(group, file);
			try {
				awaitLines(process, file, kill * perPartition * PARTITIONS / (kills + 1) + random.nextInt(100));
			}
			finally {
				process.destroyForcibly().waitFor();
			}
		}
		Process last = FaultProcess.start(group, file);
		try {
			Awaitility.await()
				.atMost(Duration.ofMinutes(5))
				.until(() -> IntStream.range(0, PARTITIONS)
					.allMatch((partition) -> group.committed(partition) == perPartition));
		}
		finally {
			last.destroyForcibly().waitFor();
		}
		FaultLedger ledger = new FaultLedger();
		lines(file).forEach(ledger::succeeded);
		ledger.assertCompleteAndOrdered(PARTITIONS, perPartition);
	}

	private static void awaitLines(Process process, Path file, int count) {
		Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> {
			assertThat(process.isAlive()).isTrue();
			return Files.exists(file) && lines(file).size() >= count;
		});
	}

	// The last line may be cut off, and is followed by the next process's first.
	private static List<String> lines(Path file) throws IOException {
		return Files.readAllLines(file)
			.stream()
			.filter((line) -> line.matches("[^:\\s]+:\\d+:\\d+;"))
			.map((line) -> line.substring(0, line.length() - 1))
			.toList();
	}

}
