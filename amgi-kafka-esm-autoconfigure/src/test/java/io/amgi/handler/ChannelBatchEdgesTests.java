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

package io.amgi.handler;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.sun.management.ThreadMXBean;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.messaging.MessagingException;
import org.springframework.transaction.annotation.Transactional;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.OwnThread;
import io.amgi.server.BatchOutcome;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChannelBatchEdgesTests {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final AtomicReference<ConfigurableApplicationContext> CLOSING = new AtomicReference<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("spring.amgi.lifespan.enabled=false");

	@Test
	void elementThatOverflowsTheStackIsNackedAlone() {
		Recording recording = new Recording((orders) -> {
		});
		BatchOutcome outcome = process(recording, "log", "continue", "\"a\"", "\"overflow\"", "\"c\"");
		assertThat(recording.calls).containsExactly(List.of("a", "c"));
		assertThat(outcome.nacks()).extracting(RecordNack::offset).containsExactly(1L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "error", "report", "log" })
	void recordsBeforeOneThatCannotBeReadAreHandledThoughItStopsAll(String onNack) {
		Recording recording = new Recording((orders) -> {
		});
		process(recording, onNack, "stop", "\"a\"", "\"b\"", "{", "\"c\"");
		assertThat(recording.calls).containsExactly(List.of("a", "b"));
	}

	static Stream<IntFunction<RuntimeException>> failuresAtAMessage() {
		IllegalStateException cause = new IllegalStateException("no b");
		return Stream.of((index) -> new BatchRecordException(index, cause),
				(index) -> new BatchListenerFailedException("at " + index, cause, index));
	}

	@ParameterizedTest
	@MethodSource("failuresAtAMessage")
	void failureAtAMessageIsFoundBehindOtherExceptions(IntFunction<RuntimeException> failure) {
		Recording recording = new Recording((orders) -> {
			if (orders.contains("b")) {
				throw new MessagingException("wrapped", failure.apply(orders.indexOf("b")));
			}
		});
		BatchOutcome outcome = process(recording, "log", "continue", "\"a\"", "\"b\"", "\"c\"");
		assertThat(recording.calls).containsExactly(List.of("a", "b", "c"), List.of("c"));
		assertThat(outcome.nacks()).extracting(RecordNack::message).containsExactly("no b");
	}

	@Test
	void failureAtEachFirstMessageLeavesTheRestInPlace() {
		Recording recording = new Recording((orders) -> {
			throw new BatchRecordException(0, new IllegalStateException("no"));
		});
		String[] values = LongStream.range(0, 200).mapToObj((i) -> "\"v" + i + "\"").toArray(String[]::new);
		BatchOutcome outcome = process(recording, "log", "continue", values);
		assertThat(outcome.nacks()).hasSize(200);
		assertThat(recording.calls).hasSize(200).last().isEqualTo(List.of("v199"));
		assertThat(recording.calls.get(150)).hasSize(50).first().isEqualTo("v150");
	}

	@Test
	void failureAtEachFirstMessageCostsNoMoreThanItsMessage() {
		allocatedByFailingAtEachMessage(2_000);
		long few = allocatedByFailingAtEachMessage(2_000);
		assertThat(allocatedByFailingAtEachMessage(10_000)).isLessThan(10 * few);
	}

	private long allocatedByFailingAtEachMessage(int count) {
		byte[] event = event(LongStream.range(0, count).mapToObj((i) -> "\"v" + i + "\"").toArray(String[]::new)).json()
			.getBytes(StandardCharsets.UTF_8);
		AtomicLong allocated = new AtomicLong();
		this.contextRunner.withBean(Failing.class)
			.withPropertyValues("spring.amgi.processing.after-failure=continue")
			.run((context) -> {
				KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
				long before = THREADS.getCurrentThreadAllocatedBytes();
				BatchOutcome outcome = mapping.process(new ByteArrayInputStream(event), null);
				allocated.set(THREADS.getCurrentThreadAllocatedBytes() - before);
				assertThat(outcome.nacks()).hasSize(count);
			});
		return allocated.get();
	}

	@Test
	void batchThatIsReadWhenTheContextClosesIsNotHandled() {
		Recording recording = new Recording((orders) -> {
		});
		CompletableFuture<BatchOutcome> outcome = new CompletableFuture<>();
		this.contextRunner.withBean(Recording.class, () -> recording)
			.withBean(ChannelInterceptor.class, () -> (call) -> new Interception() {

				@Override
				public void resolved(@Nullable Object[] arguments) {
					OwnThread.runAsync(CLOSING.get()::close);
					Awaitility.await().until(() -> isEnding(call));
				}

			})
			.withPropertyValues("spring.amgi.on-nack=report")
			.run((context) -> {
				CLOSING.set(context.getSourceApplicationContext(ConfigurableApplicationContext.class));
				EventJson event = EventJson.event().record("orders", 0, 0).value("\"a\"");
				outcome.complete(context.getBean(KafkaEventSourceMapping.class).process(event.stream(), null));
			});
		assertThat(recording.calls).isEmpty();
		assertThat(outcome.join().nacks()).singleElement().matches(RecordNack::isUndecided);
	}

	private static boolean isEnding(ChannelCall call) {
		return ((BooleanSupplier) call.scope().extensions().get("amgi.failure").get("isEnding")).getAsBoolean();
	}

	@Test
	void transactionalBatchMethodIsRejectedUnlessItsFailuresKeepTheTransaction() {
		this.contextRunner.withBean(TransactionalBatch.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("is transactional"));
		this.contextRunner.withBean(KeptBatch.class).run((context) -> assertThat(context).hasNotFailed());
	}

	private static EventJson event(String... values) {
		EventJson event = EventJson.event();
		for (int i = 0; i < values.length; i++) {
			event.record("orders", 0, i).value(values[i]);
		}
		return event;
	}

	private BatchOutcome process(Recording recording, String onNack, String afterFailure, String... values) {
		EventJson event = event(values);
		CompletableFuture<BatchOutcome> outcome = new CompletableFuture<>();
		this.contextRunner.withBean(Recording.class, () -> recording)
			.withPropertyValues("spring.amgi.on-nack=" + onNack, "spring.amgi.processing.after-failure=" + afterFailure)
			.run((context) -> outcome
				.complete(context.getBean(KafkaEventSourceMapping.class).process(event.stream(), null)));
		return outcome.join();
	}

	static class Recording {

		private final List<List<String>> calls = new ArrayList<>();

		private final Consumer<List<String>> behaviour;

		Recording(Consumer<List<String>> behaviour) {
			this.behaviour = behaviour;
		}

		@AmgiChannel(value = "orders", batch = true)
		void handle(List<Order> orders) {
			List<String> names = orders.stream().map(Order::name).toList();
			this.calls.add(names);
			this.behaviour.accept(names);
		}

	}

	static class Failing {

		private static final BatchRecordException FAILURE = new BatchRecordException(0,
				new IllegalStateException("no"));

		@AmgiChannel(value = "orders", batch = true)
		void handle(List<Order> orders) {
			throw FAILURE;
		}

	}

	static class TransactionalBatch {

		@Transactional
		@AmgiChannel(value = "orders", batch = true)
		void handle(List<Order> orders) {
		}

	}

	static class KeptBatch {

		@Transactional(noRollbackFor = BatchRecordException.class)
		@AmgiChannel(value = "orders", batch = true)
		void handle(List<Order> orders) {
		}

	}

	/**
	 * A payload that overflows the stack while it is read, if it has a certain name.
	 *
	 * @param name the name
	 */
	record Order(String name) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		static Order of(String name) {
			return name.equals("overflow") ? overflow(name) : new Order(name);
		}

		private static Order overflow(String name) {
			return overflow(overflow(name).name());
		}

	}

}
