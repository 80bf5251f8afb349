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

package io.amgi.redrive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.autoconfigure.AmgiRedriveAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.TestBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Redrives on a broker that goes away, denies access, and removes letters.
 */
@Tag("long")
@Timeout(300)
class RedriveFaultTests {

	private static EmbeddedKafkaKraftBroker broker;

	private final TestLetters letters = TestLetters.on(broker);

	private final Handler handler = new Handler();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
				AmgiAutoConfiguration.class, AmgiRedriveAutoConfiguration.class))
		.withPropertyValues("spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
				"spring.kafka.consumer.group-id=" + this.letters.topic,
				"spring.amgi.redrive.topics=" + this.letters.deadLetters, "topic=" + this.letters.topic)
		.withBean(Handler.class, () -> this.handler);

	// Whoever has no entry may do everything.
	@BeforeAll
	static void start() {
		broker = TestBroker
			.start(Map.of("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
					"allow.everyone.if.no.acl.found", "true", "log.cleaner.backoff.ms", "100"));
	}

	@AfterAll
	static void stop() {
		broker.destroy();
	}

	@Test
	void brokerThatGoesAwayEndsTheRunAndTheNextOneContinues() {
		this.letters.sendInTurns(0, 20);
		this.handler.before = (record) -> {
			if (record.offset() == 7) {
				server().shutdown();
			}
		};
		try {
			assertThatExceptionOfType(RedriveException.class)
				.isThrownBy(() -> run("spring.kafka.consumer.max-poll-records=5",
						"spring.kafka.consumer.properties.default.api.timeout.ms=2000",
						"spring.kafka.consumer.properties.request.timeout.ms=1000"))
				.withMessageStartingWith("Couldn't read dead letters: ");
		}
		finally {
			server().startup();
		}
		this.handler.before = (record) -> {
		};
		assertThat(run().acked()).isBetween(10L, 15L);
		assertThat(this.handler.offsets()).containsAll(offsets(0, 20));
	}

	@Test
	void parkingTopicThatMustNotBeWrittenEndsTheRunAndKeepsTheLetters() throws Exception {
		this.letters.send(0, "bare", new RecordHeaders());
		List<AclBinding> entries = denyWriting(this.letters.parking);
		assertThatExceptionOfType(RedriveException.class).isThrownBy(this::run)
			.withMessageStartingWith("Couldn't send letters on")
			.withMessageContaining("Not authorized");
		allow(entries);
		assertThat(run()).isEqualTo(new RedriveSummary(0, 0, 1, 0));
	}

	@Test
	void recordThatCannotBeParkedAfterItsLastAttemptIsKept() throws Exception {
		this.letters.send(0, "bad", TestLetters.place(this.letters.topic, 0, 0));
		List<AclBinding> entries = denyWriting(this.letters.parking);
		assertThatExceptionOfType(RedriveException.class).isThrownBy(() -> run("spring.amgi.redrive.max-attempts=1"))
			.withMessageStartingWith("Couldn't complete %s:0:0: bad (Not published as a dead letter",
					this.letters.topic)
			.withMessageContaining("Not authorized");
		allow(entries);
		assertThat(run("spring.amgi.redrive.max-attempts=1")).isEqualTo(new RedriveSummary(0, 0, 1, 0));
	}

	@Test
	void lettersThatRetentionRemovedAreNotAwaited() throws Exception {
		this.letters.send(0, "v", TestLetters.place(this.letters.topic, 0, 0));
		assertThat(run().acked()).isOne();
		for (int offset = 1; offset < 10; offset++) {
			this.letters.send(0, "v", TestLetters.place(this.letters.topic, 0, offset));
		}
		admin((admin) -> admin
			.deleteRecords(Map.of(new TopicPartition(this.letters.deadLetters, 0), RecordsToDelete.beforeOffset(8)))
			.all()
			.get());
		assertThat(run()).isEqualTo(new RedriveSummary(2, 0, 0, 0));
		assertThat(this.handler.offsets()).containsExactly(0L, 8L, 9L);
	}

	@Test
	void topicThatWasCreatedAgainIsReadFromItsBeginning() {
		IntStream.range(0, 5)
			.forEach((offset) -> this.letters.send(0, "v", TestLetters.place(this.letters.topic, 0, offset)));
		assertThat(run().acked()).isEqualTo(5);
		admin((admin) -> admin.deleteTopics(List.of(this.letters.deadLetters)).all().get());
		Awaitility.await().ignoreExceptions().atMost(Duration.ofSeconds(30)).until(() -> {
			broker.addTopics(this.letters.deadLetters);
			return true;
		});
		this.letters.send(0, "v", TestLetters.place(this.letters.topic, 0, 5));
		assertThat(run()).isEqualTo(new RedriveSummary(1, 0, 0, 0));
	}

	@Test
	void compactedTopicHasTheLettersThatAreLeft() {
		String topic = this.letters.topic + "-compacted";
		String deadLetters = topic + "-dlt";
		broker.addTopics(new NewTopic(deadLetters, 1, (short) 1)
			.configs(Map.of("cleanup.policy", "compact", "segment.ms", "100", "min.cleanable.dirty.ratio", "0.001")));
		IntStream.range(0, 10).forEach((offset) -> sendKeyed(deadLetters, topic, offset));
		// A segment that is written to is not compacted.
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).until(() -> {
			sendKeyed(deadLetters, topic, 10);
			return first(deadLetters).offset() > 0;
		});
		RedriveSummary summary = run("spring.amgi.redrive.topics=" + deadLetters, "topic=" + topic);
		assertThat(summary.isClean()).isTrue();
		assertThat(this.handler.offsets()).contains(10L).doesNotContain(0L);
	}

	private void sendKeyed(String deadLetters, String topic, long offset) {
		this.letters.send(new ProducerRecord<>(deadLetters, 0, null, "same".getBytes(), "v".getBytes(),
				TestLetters.place(topic, 0, offset)));
	}

	private static ConsumerRecord<byte[], byte[]> first(String topic) {
		return TestBroker.consume(broker.getBrokersAsString(), topic, 1).get(0);
	}

	// Where there is an entry, what is not allowed is denied.
	private static List<AclBinding> denyWriting(String topic) throws Exception {
		ResourcePattern resource = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
		List<AclBinding> entries = List.of(entry(resource, AclOperation.ALL, AclPermissionType.ALLOW),
				entry(resource, AclOperation.WRITE, AclPermissionType.DENY));
		admin((admin) -> admin.createAcls(entries).all().get());
		return entries;
	}

	private static AclBinding entry(ResourcePattern resource, AclOperation operation, AclPermissionType permission) {
		return new AclBinding(resource, new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
	}

	private static void allow(List<AclBinding> entries) {
		admin((admin) -> admin.deleteAcls(entries.stream().map(AclBinding::toFilter).toList()).all().get());
	}

	private static void admin(AdminCall call) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
			call.accept(admin);
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static BrokerServer server() {
		return broker.getCluster().brokers().values().iterator().next();
	}

	private static List<Long> offsets(int from, int to) {
		return IntStream.range(from, to).mapToObj((offset) -> (long) offset).toList();
	}

	private RedriveSummary run(String... properties) {
		List<RedriveSummary> summaries = new ArrayList<>();
		this.runner.withPropertyValues(properties)
			.run((context) -> summaries.add(context.getBean(DeadLetterRedrive.class).run()));
		return summaries.get(0);
	}

	/**
	 * A call that may fail.
	 */
	private interface AdminCall {

		void accept(Admin admin) throws InterruptedException, ExecutionException;

	}

	static class Handler {

		final List<ConsumerRecord<String, String>> records = new CopyOnWriteArrayList<>();

		volatile Consumer<ConsumerRecord<String, String>> before = (record) -> {
		};

		@AmgiChannel("${topic}")
		void handle(ConsumerRecord<String, String> record) {
			this.before.accept(record);
			if ("bad".equals(record.value())) {
				throw new IllegalStateException("bad");
			}
			this.records.add(record);
		}

		List<Long> offsets() {
			return this.records.stream().map(ConsumerRecord::offset).toList();
		}

	}

}
