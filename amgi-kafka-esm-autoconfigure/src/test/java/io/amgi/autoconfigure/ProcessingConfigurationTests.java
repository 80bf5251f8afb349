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

package io.amgi.autoconfigure;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;

import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.NonRetryableException;
import io.amgi.server.DeadLetterPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that the mapping obeys {@code spring.amgi.processing} and
 * {@code spring.amgi.dead-letter}.
 */
@Timeout(60)
class ProcessingConfigurationTests {

	private final Queue<String> handled = new ConcurrentLinkedQueue<>();

	private final Queue<Long> published = new ConcurrentLinkedQueue<>();

	private final AtomicInteger scopes = new AtomicInteger();

	private final CountDownLatch release = new CountDownLatch(1);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.lifespan.enabled=false");

	@AfterEach
	void release() {
		this.release.countDown();
	}

	@ParameterizedTest
	@CsvSource({ "spring.amgi.processing.on-failure, MAP", "spring.amgi.processing.onFailure, MAP",
			"SPRING_AMGI_PROCESSING_ONFAILURE, SYSTEM_ENVIRONMENT" })
	void formerNameOfAfterFailureFailsTheStart(String name, TestPropertyValues.Type source) {
		this.contextRunner
			.withInitializer(
					(context) -> TestPropertyValues.of(name + "=stop").applyTo(context.getEnvironment(), source))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("'spring.amgi.processing.after-failure'"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "processing.non-retryable-exceptions, java.lang.String, java.lang.String is not an exception",
					"outbound.bootstrap-servers, nohost, 'nohost' is not 'host:port'",
					"outbound.bootstrap-servers, host:port, 'host:port' is not 'host:port'",
					"outbound.bootstrap-servers, :9092, ':9092' is not 'host:port'" })
	void valueThatCannotBeMeantFailsTheStart(String property, String value, String reason) {
		this.contextRunner.withPropertyValues("spring.amgi." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessage(reason));
	}

	@ParameterizedTest
	@ValueSource(strings = { "broker:9092", "b-1.kafka.example.com:9098,b-2.kafka.example.com:9098", "[::1]:9092",
			"SASL_SSL://broker:9092", "10.0.0.1:9092, 10.0.0.2:9092" })
	void serversAreTakenAsKafkasClientsTakeThem(String servers) {
		this.contextRunner.withPropertyValues("spring.amgi.outbound.bootstrap-servers=" + servers)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "partition, 2", "key, 3", "unordered, 4" })
	void orderingIsApplied(String ordering, int expected) {
		EventJson event = EventJson.event()
			.record("orders", 0, 1)
			.key("a")
			.record("orders", 0, 2)
			.key("a")
			.record("orders", 0, 3)
			.key("b")
			.record("orders", 1, 1)
			.key("a");
		process(this.contextRunner.withPropertyValues("spring.amgi.processing.ordering=" + ordering), event, (id) -> {
		});
		assertThat(this.scopes).hasValue(expected);
	}

	@Test
	void orderingIsByPartitionByDefault() {
		process(this.contextRunner, EventJson.event().record("orders", 0, 1).key("a").record("orders", 0, 2).key("b"),
				(id) -> {
				});
		assertThat(this.scopes).hasValue(1);
	}

	@Test
	void concurrencyIsApplied() {
		assertThat(together(this.contextRunner.withPropertyValues("spring.amgi.processing.concurrency=3"), 3))
			.isEqualTo(3);
	}

	@Test
	void sixteenHandlersRunAtATimeByDefault() {
		assertThat(together(this.contextRunner, 16)).isEqualTo(16);
	}

	private int together(ApplicationContextRunner runner, int expected) {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CyclicBarrier barrier = new CyclicBarrier(expected);
		EventJson event = EventJson.event();
		IntStream.range(0, 4 * expected).forEach((offset) -> event.record("orders", 0, offset));
		process(runner.withPropertyValues("spring.amgi.processing.ordering=unordered"), event, (id) -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			barrier.await(30, TimeUnit.SECONDS);
			running.decrementAndGet();
		});
		assertThat(this.handled).hasSize(4 * expected);
		return most.get();
	}

	@ParameterizedTest
	@CsvSource({ "log, partition, true", "log, key, true", "error, partition, true", "error, key, true",
			"report, partition, false", "report, key, false", "report, unordered, true" })
	void afterFailureGoesByWhatBecomesOfNacks(String onNack, String ordering, boolean goesOn) {
		failFirst(this.contextRunner.withPropertyValues("spring.amgi.on-nack=" + onNack,
				"spring.amgi.processing.ordering=" + ordering));
		assertThat(this.handled.contains("orders:0:2")).isEqualTo(goesOn);
	}

	@ParameterizedTest
	@CsvSource({ "log, stop, false", "error, stop, false", "report, stop, false", "report, continue, true" })
	void afterFailureIsApplied(String onNack, String afterFailure, boolean goesOn) {
		failFirst(this.contextRunner.withPropertyValues("spring.amgi.on-nack=" + onNack,
				"spring.amgi.processing.after-failure=" + afterFailure));
		assertThat(this.handled.contains("orders:0:2")).isEqualTo(goesOn);
	}

	private void failFirst(ApplicationContextRunner runner) {
		process(runner, EventJson.event().record("orders", 0, 1).record("orders", 0, 2), (id) -> {
			if (id.equals("orders:0:1")) {
				throw new IllegalStateException("boom");
			}
		});
	}

	// An interrupt comes late on a busy machine, but never early.
	@Test
	void deadlineMarginIsApplied() {
		Context context = TestContext.endingIn(1_000);
		CompletableFuture<Integer> left = new CompletableFuture<>();
		run(this.contextRunner.withPropertyValues("spring.amgi.processing.deadline-margin=0s"),
				(id) -> left.complete(remainingWhenInterrupted(context)),
				(mapping) -> mapping.process(EventJson.event().record("orders", 0, 1).stream(), context));
		assertThat(left).succeedsWithin(Duration.ofSeconds(30))
			.satisfies((millis) -> assertThat(millis).isLessThan(100));
	}

	private int remainingWhenInterrupted(Context context) {
		try {
			this.release.await();
			return Integer.MAX_VALUE;
		}
		catch (InterruptedException ex) {
			return context.getRemainingTimeInMillis();
		}
	}

	// Otherwise, the JVM of the tests would end.
	@ParameterizedTest
	@CsvSource({ "spring.amgi.processing.exit-when-stuck=false", "AWS_LAMBDA_MAX_CONCURRENCY=2" })
	void stuckHandlersFailTheInvocationWhereTheJvmShallLive(String property) {
		run(this.contextRunner.withPropertyValues("spring.amgi.processing.concurrency=1", property), (id) -> {
			while (this.release.getCount() > 0) {
				LockSupport.parkNanos(1_000_000);
				Thread.interrupted();
			}
		}, (mapping) -> assertThatIllegalStateException().isThrownBy(
				() -> mapping.handle(EventJson.event().record("orders", 0, 1).stream(), TestContext.endingIn(1_500)))
			.withMessage("1 handlers have outlived their invocations"));
	}

	@Test
	void nonRetryableExceptionsAreApplied() {
		failFatally(
				this.contextRunner.withPropertyValues("spring.amgi.on-nack=report", "spring.amgi.dead-letter.on=fatal",
						"spring.amgi.processing.non-retryable-exceptions=java.lang.IllegalStateException"));
		assertThat(this.published).containsExactlyInAnyOrder(1L, 2L);
	}

	@Test
	void allRecordsThatAreRefusedBecomeDeadLetters() {
		failFatally(this.contextRunner.withPropertyValues("spring.amgi.on-nack=report"));
		assertThat(this.published).containsExactlyInAnyOrder(1L, 2L);
	}

	@ParameterizedTest
	@CsvSource({ "report, all, 2", "report, fatal, 1", "log, fatal, 1" })
	void choiceOfDeadLettersIsApplied(String onNack, String on, int expected) {
		failFatally(this.contextRunner.withPropertyValues("spring.amgi.on-nack=" + onNack,
				"spring.amgi.dead-letter.on=" + on));
		assertThat(this.published).hasSize(expected);
	}

	// The first record could succeed later; the second one cannot.
	private void failFatally(ApplicationContextRunner runner) {
		ApplicationContextRunner publishing = runner.withBean(DeadLetterPublisher.class, () -> (letter, send) -> {
			this.published.add(letter.offset());
			return CompletableFuture.completedFuture(null);
		});
		EventJson event = EventJson.event().record("orders", 0, 1).record("orders", 1, 2);
		process(publishing, event, (id) -> {
			throw id.equals("orders:0:1") ? new IllegalStateException("not yet") : new NonRetryableException("never");
		});
	}

	private void process(ApplicationContextRunner runner, EventJson event, Handler handler) {
		run(runner, handler, (mapping) -> mapping.process(event.stream(), TestContext.endingIn(120_000)));
	}

	private void run(ApplicationContextRunner runner, Handler handler, Run run) {
		runner.withBean(AmgiApplication.class, () -> application(handler))
			.run((context) -> run.run(context.getBean(KafkaEventSourceMapping.class)));
	}

	private AmgiApplication application(Handler handler) {
		return (scope, receive, send) -> {
			assertThat(scope).isInstanceOf(MessageScope.class);
			this.scopes.incrementAndGet();
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				try {
					handler.handle(message.id());
					send.send(new MessageAckEvent(message.id()));
				}
				catch (RuntimeException ex) {
					send.send(MessageNackEvent.because(message.id(), ex));
				}
				this.handled.add(message.id());
			}
			while (message.moreMessages());
		};
	}

	private interface Handler {

		void handle(String id) throws Exception;

	}

	private interface Run {

		void run(KafkaEventSourceMapping mapping);

	}

}
