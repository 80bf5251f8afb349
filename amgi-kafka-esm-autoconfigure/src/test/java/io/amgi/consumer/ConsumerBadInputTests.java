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
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.GroupState;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.amgi.kafka.Forwarder;
import io.amgi.kafka.TestBroker;
import io.amgi.protocol.MessageReceiveEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests partitions, topics and offsets that disappear while their records are handled.
 */
@Timeout(120)
class ConsumerBadInputTests {

	private final List<String> handled = new CopyOnWriteArrayList<>();

	private final Set<String> failed = ConcurrentHashMap.newKeySet();

	@Test
	void partitionRevokedDuringABackOffComesToItsNextOwner() {
		TestGroup group = new TestGroup().backOff(Duration.ofMinutes(10)).send(0, null, "a").send(1, null, "b");
		List<String> other = new CopyOnWriteArrayList<>();
		try (group; TestGroup another = group.another()) {
			group.start(this::failOnce);
			await().until(() -> this.failed.size() == 2);
			another.start((event) -> other.add(TestGroup.text(event)));
			await().until(() -> group.committed(0) == 1 && group.committed(1) == 1);
			assertThat(other).hasSize(1);
			assertThat(this.handled).hasSize(1).doesNotContainAnyElementsOf(other);
		}
	}

	@Test
	void partitionLostDuringADeadLetterComesAgain() throws Exception {
		AtomicInteger published = new AtomicInteger();
		CompletableFuture<Void> first = new CompletableFuture<>();
		TestGroup group = new TestGroup().send("a").deadLetters((letter, send) -> {
			boolean isFirst = published.incrementAndGet() == 1;
			return isFirst ? first : CompletableFuture.completedFuture(null);
		});
		try (group) {
			group.start((event) -> {
				throw new IllegalStateException("failed on purpose");
			});
			await().until(() -> published.get() == 1);
			removeMembers(group);
			first.complete(null);
			await().until(() -> group.committed() == 1);
			assertThat(published).hasValue(2);
		}
	}

	@Test
	void partitionRevokedDuringADeadLetterIsCommittedFirst() {
		AtomicInteger published = new AtomicInteger();
		CompletableFuture<Void> confirmation = new CompletableFuture<>();
		List<String> other = new CopyOnWriteArrayList<>();
		TestGroup group = new TestGroup().send(0, null, "a").send(1, null, "b").deadLetters((letter, send) -> {
			published.incrementAndGet();
			return confirmation;
		});
		try (group; TestGroup another = group.another()) {
			group.start((event) -> {
				throw new IllegalStateException("failed on purpose");
			});
			await().until(() -> published.get() > 0);
			another.start((event) -> other.add(TestGroup.text(event)));
			await().until(() -> group.describe().groupState() == GroupState.PREPARING_REBALANCE);
			confirmation.complete(null);
			await().until(() -> group.committed(0) == 1 && group.committed(1) == 1);
			assertThat(published.get() + other.size()).isEqualTo(2);
		}
	}

	private static void removeMembers(TestGroup group) throws InterruptedException, ExecutionException {
		try (Admin admin = group.admin()) {
			admin.removeMembersFromConsumerGroup(group.groupId, new RemoveMembersFromConsumerGroupOptions())
				.all()
				.get();
		}
	}

	@Test
	void brokerThatIsAwayAtTheStartIsPolledOnceItIsThere() throws IOException {
		TestGroup there = new TestGroup().send("a");
		int port = freePort();
		try (TestGroup group = new TestGroup("localhost:" + port, there.topic, there.groupId).start(this::handle)) {
			assertThat(group.group().isLive()).isTrue();
			try (Forwarder forwarder = new Forwarder(port, TestBroker.shared())) {
				await().until(() -> there.committed() == 1);
			}
			assertThat(this.handled).containsExactly("a");
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Test
	void topicThatIsDeletedAndCreatedAgainStartsAnew() throws Exception {
		TestGroup group = new TestGroup().config(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 200).send("a", "b");
		try (group; Admin admin = group.admin()) {
			group.start(this::handle);
			await().until(() -> group.committed() == 2);
			admin.deleteTopics(List.of(group.topic)).all().get();
			await().until(() -> succeeds(admin.createTopics(List.of(new NewTopic(group.topic, 2, (short) 1)))
				.all()
				.toCompletionStage()
				.toCompletableFuture()));
			group.send("c");
			await().until(() -> group.committed() == 1);
			assertThat(this.handled).containsExactly("a", "b", "c");
			assertThat(group.group().isLive()).isTrue();
		}
	}

	private static boolean succeeds(Future<?> creation) throws InterruptedException {
		try {
			creation.get();
			return true;
		}
		catch (ExecutionException ex) {
			return false;
		}
	}

	@Test
	void offsetThatIsGoneStopsTheConsumerWithoutAResetPolicy() {
		TestGroup group = new TestGroup().config(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none").send("a").commit(100);
		try (group) {
			group.start(this::handle);
			await().until(() -> !group.group().isLive());
			assertThat(this.handled).isEmpty();
			assertThat(group.committed()).isEqualTo(100);
		}
	}

	@Test
	void patternThatComesToMatchTooManyPartitionsStopsTheConsumer() {
		TestGroup group = new TestGroup().config(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 200).maxPartitions(3);
		try (group) {
			group.pattern(Pattern.quote(group.topic) + "(-more)?").send("a").start(this::handle);
			await().until(() -> group.committed() == 1);
			assertThat(group.group().isLive()).isTrue();
			TestBroker.addTopic(group.topic + "-more");
			await().until(() -> !group.group().isLive());
			assertThat(group.group().isReady()).isFalse();
			assertThat(this.handled).containsExactly("a");
		}
	}

	@Test
	void applicationsThatShareAGroupIdKeepTheirOwnTopics() {
		TestGroup group = new TestGroup().send("a").send(1, null, "b");
		TestGroup stranger = new TestGroup(TestBroker.shared(), TestBroker.newTopic(), group.groupId);
		List<String> others = new CopyOnWriteArrayList<>();
		try (group; stranger) {
			group.start(this::handle);
			stranger.send("c").send(1, null, "d").start((event) -> others.add(TestGroup.text(event)));
			await().until(() -> group.committed(0) == 1 && group.committed(1) == 1);
			await().until(() -> stranger.committed(0) == 1 && stranger.committed(1) == 1);
			assertThat(this.handled).containsOnly("a", "b");
			assertThat(others).containsOnly("c", "d");
		}
	}

	private void handle(MessageReceiveEvent event) {
		this.handled.add(TestGroup.text(event));
	}

	private void failOnce(MessageReceiveEvent event) {
		if (this.failed.add(TestGroup.text(event))) {
			throw new IllegalStateException("failed on purpose");
		}
		handle(event);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
	}

}
