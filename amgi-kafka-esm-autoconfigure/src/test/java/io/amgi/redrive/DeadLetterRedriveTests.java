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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.support.KafkaHeaders;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.autoconfigure.AmgiObservationAutoConfiguration;
import io.amgi.autoconfigure.AmgiRedriveAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.KafkaDeadLetterPublisher;
import io.amgi.kafka.TestBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Redrives of dead letters on a real broker.
 */
@Timeout(300)
class DeadLetterRedriveTests {

	private final TestLetters letters = new TestLetters();

	private final Handler handler = new Handler();

	private final ApplicationContextRunner runner = runner(this.handler);

	private ApplicationContextRunner runner(Handler handler) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
					AmgiAutoConfiguration.class, AmgiRedriveAutoConfiguration.class))
			.withPropertyValues("spring.kafka.bootstrap-servers=" + TestBroker.shared(),
					"spring.kafka.consumer.group-id=" + this.letters.topic,
					"spring.amgi.redrive.topics=" + this.letters.deadLetters, "topic=" + this.letters.topic)
			.withBean(Handler.class, () -> handler);
	}

	@Test
	void letterOfSpringKafkaIsHandledAsItsRecordWas() {
		this.letters.publish(1, 7, "v", new IllegalStateException("boom"));
		assertThat(run()).isEqualTo(new RedriveSummary(1, 0, 0, 0));
		ConsumerRecord<String, String> record = this.handler.records.get(0);
		assertThat(record.topic()).isEqualTo(this.letters.topic);
		assertThat(record.partition()).isEqualTo(1);
		assertThat(record.offset()).isEqualTo(7);
		assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
		assertThat(record.key()).isEqualTo("k");
		assertThat(record.value()).isEqualTo("v");
		assertThat(record.headers()).extracting((header) -> header.key()).containsExactly("trace");
	}

	@Test
	void handledLetterIsNotReadAgain() {
		this.letters.publish(0, 0, "v", new IllegalStateException("boom"));
		run();
		assertThat(run()).isEqualTo(RedriveSummary.NONE);
		assertThat(this.handler.records).hasSize(1);
	}

	@Test
	void failedLetterGoesToItsTopicAgainAndIsParkedInTheEnd() {
		this.letters.publish(0, 0, "v", new IllegalStateException("first"));
		this.handler.failing = (record) -> {
			throw new IllegalArgumentException("again");
		};
		assertThat(run()).isEqualTo(new RedriveSummary(0, 1, 0, 0));
		assertThat(run()).isEqualTo(new RedriveSummary(0, 1, 0, 0));
		assertThat(run()).isEqualTo(new RedriveSummary(0, 0, 1, 0));
		assertThat(run()).isEqualTo(RedriveSummary.NONE);
		ConsumerRecord<byte[], byte[]> parked = TestBroker.consume(TestBroker.shared(), this.letters.parking, 1).get(0);
		assertThat(header(parked, LetterHeaders.ATTEMPTS)).isEqualTo("3");
		assertThat(header(parked, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN))
			.isEqualTo(IllegalArgumentException.class.getName());
		assertThat(OriginalPlace.of(new LetterHeaders(parked.headers())).timestamp()).isEqualTo(1_700_000_000_000L);
		assertThat(header(parked, "trace")).isEqualTo("\u0001");
	}

	@Test
	void letterThatFailsAgainIsObservedWhereItIsSent() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.letters.publish(0, 0, "v", new IllegalStateException("first"));
		this.handler.failing = (record) -> {
			throw new IllegalArgumentException("again");
		};
		run(this.runner.withConfiguration(AutoConfigurations.of(AmgiObservationAutoConfiguration.class))
			.withBean(ObservationRegistry.class, () -> registry));
		TestObservationRegistryAssert.assertThat(registry)
			.hasObservationWithNameEqualTo("amgi.send")
			.that()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("destination", this.letters.deadLetters);
	}

	@Test
	void parkedLetterCanBeHandledFromItsParkingTopic() {
		this.letters.publish(0, 0, "v", new IllegalStateException("first"));
		this.handler.failing = (record) -> {
			throw new IllegalArgumentException("again");
		};
		assertThat(run("spring.amgi.redrive.max-attempts=1")).isEqualTo(new RedriveSummary(0, 0, 1, 0));
		this.handler.failing = (record) -> {
		};
		assertThat(run("spring.amgi.redrive.topics=" + this.letters.parking)).isEqualTo(new RedriveSummary(1, 0, 0, 0));
	}

	@Test
	void recordsOfAnOriginalPartitionAreHandledInTheirOrder() {
		this.letters.sendInTurns(5, 2_000);
		run("spring.kafka.consumer.max-poll-records=70");
		assertThat(this.handler.records).extracting(ConsumerRecord::offset)
			.containsExactlyElementsOf(IntStream.range(0, 2_000).mapToObj((offset) -> (long) offset).toList());
	}

	@Test
	void letterThatIsPublishedDuringARunIsLeftToTheNext() {
		this.letters.publish(0, 0, "v", new IllegalStateException("boom"));
		this.handler.failing = (record) -> this.letters.publish(0, record.offset() + 1, "w",
				new IllegalStateException("boom"));
		assertThat(run()).isEqualTo(new RedriveSummary(1, 0, 0, 0));
	}

	@Test
	void letterOfAnotherTopicIsParkedUnhandled() {
		this.letters.send(0, "forged", TestLetters.place("other", 0, 0));
		assertParkedUnhandled("its original topic is not allowed");
	}

	@Test
	void letterWithoutHeadersIsParkedUnhandled() {
		this.letters.send(0, "bare", new RecordHeaders());
		assertParkedUnhandled("it does not name its original topic");
	}

	@Test
	void letterWithAForgedPartitionIsParkedUnhandled() {
		this.letters.send(0, "forged", TestLetters.place(this.letters.topic, -1, 0));
		assertParkedUnhandled("its original partition or offset is invalid");
	}

	@Test
	void letterWithARepeatedTopicIsParkedUnhandled() {
		this.letters.send(0, "forged", TestLetters.place(this.letters.topic, 0, 0)
			.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, this.letters.topic.getBytes()));
		assertParkedUnhandled("it has 1 headers 'kafka_dlt-original-partition' for 2 topics");
	}

	@Test
	void letterWithoutTheBytesOfItsRecordIsParkedUnhandled() {
		this.letters.send(0, "%%%", TestLetters.place(this.letters.topic, 0, 0)
			.add(KafkaDeadLetterPublisher.UNDECODED, "value".getBytes()));
		assertParkedUnhandled("it holds the event's text instead of the record's bytes");
	}

	private void assertParkedUnhandled(String reason) {
		assertThat(run()).isEqualTo(new RedriveSummary(0, 0, 1, 0));
		assertThat(this.handler.records).isEmpty();
		ConsumerRecord<byte[], byte[]> parked = TestBroker.consume(TestBroker.shared(), this.letters.parking, 1).get(0);
		assertThat(header(parked, LetterHeaders.REFUSAL)).isEqualTo(reason);
	}

	@Test
	void placeThatTheOwnConsumerHasAddedCounts() {
		this.letters.send(0, "v", TestLetters.place(TestLetters.place(this.letters.topic, 0, 5),
				TestLetters.place(this.letters.topic, 1, 900)));
		this.letters.send(1, "w", TestLetters.place(TestLetters.place(this.letters.topic, 0, 6),
				TestLetters.place(this.letters.deadLetters, 1, 7)));
		run();
		assertThat(this.handler.records).extracting(ConsumerRecord::offset).containsExactlyInAnyOrder(900L, 6L);
	}

	@Test
	void recordThatBecameSeveralLettersIsHandledForEach() {
		this.letters.send(0, "v", TestLetters.place(this.letters.topic, 0, 5));
		this.letters.send(0, "v", TestLetters.place(this.letters.topic, 0, 5));
		assertThat(run()).isEqualTo(new RedriveSummary(2, 0, 0, 0));
	}

	@Test
	void lettersThatTheFilterLeavesOutStay() {
		this.letters.publish(0, 0, "v", new IllegalStateException("boom"));
		this.letters.publish(0, 1, "w", new IllegalArgumentException("boom"));
		assertThat(run("spring.amgi.redrive.exceptions=IllegalArgumentException"))
			.isEqualTo(new RedriveSummary(1, 0, 0, 1));
		assertThat(run("spring.amgi.redrive.until=2020-01-01T00:00:00Z")).isEqualTo(new RedriveSummary(0, 0, 0, 1));
		assertThat(run("spring.amgi.redrive.since=2020-01-01T00:00:00Z")).isEqualTo(new RedriveSummary(1, 0, 0, 0));
		assertThat(this.handler.records).extracting(ConsumerRecord::value).containsExactly("w", "v");
	}

	@Test
	void topicThatIsNoChannelsIsRefusedAtTheStart() {
		TestBroker.addTopic("other-dlt");
		assertThatExceptionOfType(RedriveException.class).isThrownBy(() -> run("spring.amgi.redrive.topics=other-dlt"))
			.withMessageContaining("No channel is for the original topics of 'other-dlt': [other]");
	}

	@Test
	void topicThatDoesNotExistIsRefusedAtTheStart() {
		assertThatExceptionOfType(RedriveException.class)
			.isThrownBy(() -> run("spring.amgi.redrive.topics=missing-dlt",
					"spring.amgi.redrive.original-topics=" + this.letters.topic))
			.withMessage("The topic 'missing-dlt' does not exist");
	}

	@Test
	void parkingTopicThatIsMissingEndsTheRunAndKeepsTheLetter() {
		this.letters.send(0, "v", TestLetters.place(this.letters.topic, 0, 0));
		this.letters.send(0, "bare", new RecordHeaders());
		assertThatExceptionOfType(RedriveException.class)
			.isThrownBy(
					() -> run("spring.amgi.redrive.parking-suffix=-missing", "spring.amgi.outbound.send-timeout=2s"))
			.withMessageStartingWith("Couldn't send letters on");
		assertThat(run()).isEqualTo(new RedriveSummary(1, 0, 1, 0));
	}

	@Test
	void twoRunsShareTheLetters() throws Exception {
		this.letters.sendInTurns(0, 1_000);
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			List<Future<RedriveSummary>> runs = List.of(threads.submit(() -> run()), threads.submit(() -> run()));
			RedriveSummary both = runs.get(0).get().plus(runs.get(1).get());
			assertThat(both.acked()).isGreaterThanOrEqualTo(1_000);
		}
		finally {
			threads.shutdown();
		}
		assertThat(this.handler.records).extracting(ConsumerRecord::offset).contains(0L, 999L).doesNotHaveDuplicates();
		assertThat(this.letters.committed(this.letters.topic + "-redrive")).isEqualTo(1_000);
	}

	@Test
	void lettersAreCountedWithoutBeingHandled() {
		Headers failure = TestLetters.place(this.letters.topic, 0, 0)
			.add(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN, "java.io.IOException".getBytes());
		sendAt("2026-11-28T08:00:00Z", failure);
		sendAt("2026-11-28T08:59:59Z", failure);
		sendAt("2026-11-28T09:00:00Z", failure);
		sendAt("2026-11-28T09:00:00Z", TestLetters.place(this.letters.topic, 0, 0));
		sendAt("2026-11-28T09:00:00Z", new RecordHeaders());
		this.runner.run((context) -> assertThat(context.getBean(DeadLetterRedrive.class).count().counts())
			.containsOnly(Map.entry(bar("java.io.IOException", "2026-11-28T08:00:00Z"), 2L),
					Map.entry(bar("java.io.IOException", "2026-11-28T09:00:00Z"), 1L),
					Map.entry(bar("unknown", "2026-11-28T09:00:00Z"), 1L),
					Map.entry(new RedriveHistogram.Bar(this.letters.deadLetters, null,
							"it does not name its original topic", "unknown", Instant.parse("2026-11-28T09:00:00Z")),
							1L)));
		assertThat(this.handler.records).isEmpty();
		assertThat(run()).isEqualTo(new RedriveSummary(4, 0, 1, 0));
	}

	private void sendAt(String time, Headers headers) {
		this.letters.send(new ProducerRecord<>(this.letters.deadLetters, 0, Instant.parse(time).toEpochMilli(), null,
				"v".getBytes(), headers));
	}

	private RedriveHistogram.Bar bar(String exception, String hour) {
		return new RedriveHistogram.Bar(this.letters.deadLetters, this.letters.topic, null, exception,
				Instant.parse(hour));
	}

	@Test
	void bothOfTwoRunsHandleLetters() throws Exception {
		this.letters.sendInTurns(0, 1_000);
		CountDownLatch firstHandles = new CountDownLatch(1);
		CountDownLatch secondHandles = new CountDownLatch(1);
		Handler second = new Handler();
		second.failing = (record) -> secondHandles.countDown();
		// The first run goes on in small steps, so that the other can join.
		this.handler.failing = (record) -> {
			firstHandles.countDown();
			await(secondHandles);
		};
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			Future<RedriveSummary> first = threads
				.submit(() -> run(this.runner, "spring.kafka.consumer.max-poll-records=5"));
			firstHandles.await();
			Future<RedriveSummary> other = threads.submit(() -> run(runner(second)));
			assertThat(first.get().acked()).isPositive();
			assertThat(other.get().acked()).isPositive();
		}
		finally {
			threads.shutdown();
		}
		assertThat(second.records).isNotEmpty();
		assertThat(Stream.concat(this.handler.records.stream(), second.records.stream()))
			.extracting(ConsumerRecord::offset)
			.containsAll(IntStream.range(0, 1_000).mapToObj((offset) -> (long) offset).toList());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(200, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private RedriveSummary run(String... properties) {
		return run(this.runner, properties);
	}

	private static RedriveSummary run(ApplicationContextRunner runner, String... properties) {
		List<RedriveSummary> summaries = new ArrayList<>();
		runner.withPropertyValues(properties)
			.run((context) -> summaries.add(context.getBean(DeadLetterRedrive.class).run()));
		return summaries.get(0);
	}

	private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

	static class Handler {

		final List<ConsumerRecord<String, String>> records = new CopyOnWriteArrayList<>();

		final Map<String, String> state = new ConcurrentHashMap<>();

		volatile Consumer<ConsumerRecord<String, String>> failing = (record) -> {
		};

		@AmgiChannel("${topic}")
		void handle(ConsumerRecord<String, String> record) {
			this.failing.accept(record);
			this.records.add(record);
		}

	}

}
