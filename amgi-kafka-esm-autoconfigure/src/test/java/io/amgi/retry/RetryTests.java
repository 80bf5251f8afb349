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

package io.amgi.retry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.converter.MessageConversionException;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;
import io.amgi.handler.BatchAcknowledgement;
import io.amgi.handler.BatchRecordException;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.NonRetryableException;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.MessageSender;
import io.amgi.server.BatchOutcome;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RetryTests {

	private final Channels channels = new Channels();

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("spring.amgi.lifespan.enabled=false", "spring.amgi.retry.max-retries=2",
				"spring.amgi.retry.delay=1ms", "spring.amgi.processing.non-retryable-exceptions=java.io.IOException")
		.withBean(Channels.class, () -> this.channels)
		.withBean(MessageSend.class,
				() -> (message) -> message.address().equals("refused")
						? CompletableFuture.failedFuture(new NonRetryableException("refused"))
						: CompletableFuture.completedFuture(null));

	@Test
	void methodThatFailsForAWhileIsCalledUntilItDoesNot() {
		this.channels.failure = (attempt) -> (attempt < 3) ? new IllegalStateException("away") : null;
		assertThat(process("orders", "1").nacks()).isEmpty();
		assertThat(this.channels.calls).containsExactly(1, 1, 1);
	}

	@Test
	void lastFailureIsTheOneThatCounts() {
		this.channels.failure = (attempt) -> new IllegalStateException("away " + attempt);
		assertThat(process("orders", "1").nacks()).extracting(RecordNack::message).containsExactly("away 3");
	}

	@Test
	void asynchronousResultIsRetried() {
		this.channels.failure = (attempt) -> (attempt < 3) ? new IllegalStateException("away") : null;
		assertThat(process("async", "1").nacks()).isEmpty();
		assertThat(this.channels.calls).containsExactly(1, 1, 1);
	}

	static Stream<Throwable> notRetried() {
		TypeDescriptor text = TypeDescriptor.valueOf(String.class);
		return Stream.of(new NonRetryableException("never"), new RuntimeException(new NonRetryableException("never")),
				new IOException("configured"), new RuntimeException(new IOException("configured")),
				new ConversionFailedException(text, text, null, new RuntimeException()), new ClassCastException(),
				new NoSuchMethodException(), new MessageConversionException("no"), new NotCompletedException("later"),
				new CompletionException(new NotCompletedException("not sent")), new AssertionError("no"),
				new NoClassDefFoundError("no"));
	}

	@ParameterizedTest
	@MethodSource("notRetried")
	void failureThatWouldComeAgainOrIsNotTheMethodsIsNotRetried(Throwable failure) {
		this.channels.failure = (attempt) -> failure;
		assertThat(process("orders", "1").nacks()).hasSize(1);
		assertThat(this.channels.calls).hasSize(1);
	}

	static Stream<Throwable> retried() {
		return Stream.of(new IllegalStateException("away"), new MessagingException("wrapped"),
				new java.util.concurrent.TimeoutException("away"),
				new CompletionException(new RuntimeException("away")), new Exception("checked"));
	}

	@ParameterizedTest
	@MethodSource("retried")
	void otherExceptionsAreRetried(Throwable failure) {
		this.channels.failure = (attempt) -> failure;
		assertThat(process("orders", "1").nacks()).hasSize(1);
		assertThat(this.channels.calls).hasSize(3);
	}

	@Test
	void argumentsAreResolvedOnce() {
		assertThat(process("orders", "\"x\"").nacks()).hasSize(1);
		assertThat(this.channels.calls).isEmpty();
	}

	@Test
	void messageThatIsRefusedNacksWithoutARetry() {
		assertThat(process("sending", "0").nacks()).extracting(RecordNack::message).containsExactly("refused");
		assertThat(this.channels.calls).hasSize(1);
	}

	@Test
	void messageThatAFailedAttemptHasSentDoesNotCount() {
		this.channels.failure = (attempt) -> (attempt < 2) ? new IllegalStateException("away") : null;
		assertThat(process("sending", "0").nacks()).isEmpty();
	}

	@Test
	void batchIsCalledAgainAsAWhole() {
		this.channels.failure = (attempt) -> (attempt < 3) ? new IllegalStateException("away") : null;
		assertThat(process("batches", "1", "2").nacks()).isEmpty();
		assertThat(this.channels.calls).containsExactly(List.of(1, 2), List.of(1, 2), List.of(1, 2));
	}

	@Test
	void batchIsCalledAgainFromTheRecordThatItHasFailedAt() {
		this.channels.failure = (attempt) -> (attempt < 2) ? new BatchRecordException(1, new RuntimeException("away"))
				: null;
		assertThat(process("batches", "1", "2", "3").nacks()).isEmpty();
		assertThat(this.channels.calls).containsExactly(List.of(1, 2, 3), List.of(2, 3));
	}

	@Test
	void recordThatABatchKeepsFailingAtIsNackedAndTheRestHandled() {
		this.channels.failingAt = 2;
		BatchOutcome outcome = process("batches", "1", "2", "3");
		assertThat(outcome.nacks()).extracting(RecordNack::offset).containsExactly(1L);
		assertThat(this.channels.calls).containsExactly(List.of(1, 2, 3), List.of(2, 3), List.of(2, 3), List.of(3));
	}

	@Test
	void acknowledgedMessagesAreNotRetried() {
		this.channels.failure = (attempt) -> (attempt < 2) ? new IllegalStateException("away") : null;
		BatchOutcome outcome = process("acknowledged", "1", "2", "3");
		assertThat(outcome.nacks()).extracting(RecordNack::offset).containsExactly(1L);
		assertThat(this.channels.calls).containsExactly(List.of(1, 2, 3), List.of(1, 3));
	}

	@Test
	void retryThatWouldStartInTheMarginIsNotWaitedFor() {
		this.channels.failure = (attempt) -> new IllegalStateException("away");
		this.contextRunner = this.contextRunner.withPropertyValues("spring.amgi.retry.delay=10m",
				"spring.amgi.retry.max-delay=10m");
		assertThat(process("orders", "1").nacks()).singleElement().satisfies((nack) -> {
			assertThat(nack.isUndecided()).isTrue();
			assertThat(nack.message()).isEqualTo("Not retried in time after: away");
		});
		assertThat(this.channels.calls).hasSize(1);
	}

	@Test
	void batchThatIsNotRetriedInTimeKeepsWhatItHasHandled() {
		this.channels.failure = (attempt) -> new BatchRecordException(1, new RuntimeException("away"));
		this.contextRunner = this.contextRunner.withPropertyValues("spring.amgi.retry.delay=10m",
				"spring.amgi.retry.max-delay=10m", "spring.amgi.processing.after-failure=stop");
		assertThat(process("batches", "1", "2").nacks()).singleElement().satisfies((nack) -> {
			assertThat(nack.offset()).isEqualTo(1);
			assertThat(nack.isUndecided()).isTrue();
		});
	}

	@Test
	void shutdownEndsThePauseBeforeARetry() {
		CountDownLatch called = new CountDownLatch(1);
		this.channels.failure = (attempt) -> {
			called.countDown();
			return new IllegalStateException("away");
		};
		this.contextRunner.withPropertyValues("spring.amgi.retry.delay=10m", "spring.amgi.retry.max-delay=10m")
			.run((context) -> {
				CompletableFuture<BatchOutcome> outcome = new CompletableFuture<>();
				KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
				new Thread(() -> outcome.complete(mapping.process(records("orders", "1").stream(), null))).start();
				called.await();
				((ConfigurableApplicationContext) context.getSourceApplicationContext()).close();
				assertThat(outcome.join().nacks()).singleElement().matches(RecordNack::isUndecided);
			});
		assertThat(this.channels.calls).hasSize(1);
	}

	@Test
	void thereAreRetriesByDefaultWhereDeadLettersAre() {
		this.channels.failure = (attempt) -> new IllegalStateException("away");
		this.contextRunner = this.contextRunner.withPropertyValues("spring.amgi.retry.max-retries=");
		process("orders", "1");
		assertThat(this.channels.calls).hasSize(1);
		this.contextRunner = this.contextRunner.withBean(DeadLetterPublisher.class,
				() -> (letter, send) -> CompletableFuture.completedFuture(null));
		assertThat(process("orders", "1").givenUp()).hasSize(1);
		assertThat(this.channels.calls).hasSize(4);
	}

	@Test
	void settingsThatMakeNoSenseFailTheStart() {
		this.contextRunner.withPropertyValues("spring.amgi.retry.max-retries=-1")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("spring.amgi.retry"));
	}

	private BatchOutcome process(String topic, String... values) {
		AtomicReference<BatchOutcome> outcome = new AtomicReference<>();
		this.contextRunner.run((context) -> outcome.set(context.getBean(KafkaEventSourceMapping.class)
			.process(records(topic, values).stream(), TestContext.endingIn(60_000))));
		return outcome.get();
	}

	private static EventJson records(String topic, String... values) {
		EventJson event = EventJson.event();
		for (int i = 0; i < values.length; i++) {
			event.record(topic, 0, i).value(values[i]);
		}
		return event;
	}

	static class Channels {

		private final List<Object> calls = new CopyOnWriteArrayList<>();

		private volatile IntFunction<@Nullable Throwable> failure = (attempt) -> null;

		private volatile int failingAt;

		@AmgiChannel("orders")
		void handle(Integer number) {
			call(number);
		}

		@AmgiChannel("async")
		CompletableFuture<Void> handleLater(Integer number) {
			this.calls.add(number);
			Throwable failure = this.failure.apply(this.calls.size());
			return (failure != null) ? CompletableFuture.failedFuture(failure)
					: CompletableFuture.completedFuture(null);
		}

		@AmgiChannel("sending")
		void send(Integer number, MessageSender sender) {
			sender.send((this.calls.isEmpty()) ? "refused" : "invoices", "x");
			call(number);
		}

		@AmgiChannel(value = "batches", batch = true)
		void handle(List<Integer> numbers) {
			call(new ArrayList<>(numbers));
			if (numbers.contains(this.failingAt)) {
				throw new BatchRecordException(numbers.indexOf(this.failingAt), new IllegalStateException("no"));
			}
		}

		@AmgiChannel(value = "acknowledged", batch = true)
		void handle(List<Integer> numbers, BatchAcknowledgement acknowledgement) {
			if (numbers.contains(2)) {
				acknowledgement.nack(numbers.indexOf(2), new IllegalStateException("two"));
			}
			call(new ArrayList<>(numbers));
		}

		private void call(Object call) {
			this.calls.add(call);
			Throwable failure = this.failure.apply(this.calls.size());
			if (failure != null) {
				throwUnchecked(failure);
			}
		}

		@SuppressWarnings("unchecked")
		private static <T extends Throwable> void throwUnchecked(Throwable failure) throws T {
			throw (T) failure;
		}

	}

}
