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
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.amgi.server.AfterFailure;
import io.amgi.server.Ordering;

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
		joinAndLeave(group(), new FaultLedger(NackPolicy.REPORT, Ordering.PARTITION), 300, 2);
	}

	@ParameterizedTest
	@Tag("long")
	@Timeout(1_200)
	@CsvSource({ "REPORT, PARTITION, EAGER, 75000, 40", "REPORT, KEY, EAGER, 25000, 15",
			"REPORT, PARTITION, COOPERATIVE, 25000, 15", "REPORT, PARTITION, KIP_848, 25000, 15",
			"ERROR, PARTITION, EAGER, 5000, 10", "LOG, PARTITION, COOPERATIVE, 25000, 15" })
	void membersComeAndGoUnderLoad(NackPolicy onNack, Ordering ordering, Rebalancing rebalancing, int perPartition,
			int changes) {
		TestGroup first = rebalancing.configure(group()).onNack(onNack).ordering(ordering);
		if (onNack == NackPolicy.ERROR) {
			first.processing(16, AfterFailure.STOP);
		}
		joinAndLeave(first, new FaultLedger(onNack, ordering), perPartition, changes);
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
		FaultLedger ledger = new FaultLedger(NackPolicy.REPORT, Ordering.PARTITION);
		FaultLedger.Member member = ledger.member();
		int perPartition = 25_000;
		try (OwnBroker broker = new OwnBroker(PARTITIONS)) {
			broker.send(perPartition);
			try (TestGroup group = broker.group()
				.config(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100)
				.observe(member)
				.start(member::handle)) {
				for (int outage = 1; outage <= 4; outage++) {
					awaitSize(ledger, outage * perPartition * PARTITIONS / 6);
					broker.shutDown();
					broker.startUp();
				}
				awaitSize(ledger, perPartition * PARTITIONS);
				assertThat(group.group().isLive()).isTrue();
			}
		}
		ledger.assertFulfilled(PARTITIONS * perPartition);
	}

	private void joinAndLeave(TestGroup first, FaultLedger ledger, int perPartition, int changes) {
		Deque<TestGroup> members = new ArrayDeque<>();
		send(first, perPartition);
		members.add(start(first, ledger));
		for (int change = 1; change <= changes; change++) {
			awaitSize(ledger, change * perPartition * PARTITIONS / (changes + 1));
			if (members.size() < 3 && change % 3 != 0) {
				members.add(start(first.another(), ledger));
			}
			else {
				members.remove().close();
			}
		}
		awaitSize(ledger, perPartition * PARTITIONS);
		members.forEach(TestGroup::close);
		ledger.assertFulfilled(PARTITIONS * perPartition);
		IntStream.range(0, PARTITIONS)
			.forEach((partition) -> assertThat(first.committed(partition)).isEqualTo(perPartition));
	}

	private static TestGroup start(TestGroup group, FaultLedger ledger) {
		FaultLedger.Member member = ledger.member();
		return group.observe(member).start(member::handle);
	}

	private static TestGroup group() {
		return new TestGroup().config(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50).backOff(Duration.ofMillis(5));
	}

	private static void send(TestGroup group, int perPartition) {
		for (int partition = 0; partition < PARTITIONS; partition++) {
			group.sendNumbers(partition, perPartition);
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
		FaultProcess.ledger(file).assertFulfilled(PARTITIONS * perPartition);
	}

	private static void awaitLines(Process process, Path file, int count) {
		Awaitility.await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(500)).until(() -> {
			assertThat(process.isAlive()).isTrue();
			return Files.exists(file) && handled(file) >= count;
		});
	}

	private static long handled(Path file) throws IOException {
		return FaultProcess.lines(file).stream().filter((line) -> line.startsWith("handled")).count();
	}

	/**
	 * The ways in which a group shares its partitions anew.
	 */
	enum Rebalancing {

		/**
		 * Each member gives all partitions back.
		 */
		EAGER {

			@Override
			TestGroup configure(TestGroup group) {
				return group;
			}

		},

		/**
		 * Members give back the partitions that move.
		 */
		COOPERATIVE {

			@Override
			TestGroup configure(TestGroup group) {
				return group.config(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
						CooperativeStickyAssignor.class.getName());
			}

		},

		/**
		 * The broker assigns partitions.
		 */
		KIP_848 {

			@Override
			TestGroup configure(TestGroup group) {
				return group.newProtocol();
			}

		};

		abstract TestGroup configure(TestGroup group);

	}

}
