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

package io.amgi.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import io.amgi.esm.BatchResponse;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OwnThread;
import io.amgi.esm.TestContext;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that continuations of a message's future run neither on the invoking thread nor
 * on one that confirms messages.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContinuationThreadsTests {

	private static final MessageSendEvent FIRST = new MessageSendEvent("first", List.of(), null, Map.of());

	private static final MessageSendEvent SECOND = new MessageSendEvent("second", List.of(), null, Map.of());

	private final ExecutorService broker = Executors.newSingleThreadExecutor((task) -> new Thread(task, "broker"));

	private final CountDownLatch release = new CountDownLatch(1);

	private final CountDownLatch handled = new CountDownLatch(1);

	private final Queue<String> threads = new ConcurrentLinkedQueue<>();

	@AfterEach
	void release() {
		this.release.countDown();
		this.broker.shutdownNow();
	}

	@Test
	void continuationOfAMessageThatIsNeverConfirmedDoesNotHoldTheResponse() {
		KafkaEventSourceMapping mapping = TestMapping.builder(application((id, send) -> {
			send.send(FIRST).exceptionally((failure) -> {
				this.threads.add(Thread.currentThread().getName());
				awaitRelease();
				return null;
			});
			send.send(new MessageAckEvent(id));
		})).messageSend((message) -> new CompletableFuture<>()).build();
		Thread invoker = Thread.currentThread();
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event().stream(), TestContext.endingIn(2_000)))
			.withMessageContaining("not confirmed in time");
		assertThat(this.release.getCount()).isOne();
		assertThat(this.threads).doesNotContain(invoker.getName());
	}

	@Test
	void continuationThatWaitsForAnotherUnconfirmedMessageDoesNotHoldTheResponse() {
		CompletableFuture<CompletableFuture<Void>> other = new CompletableFuture<>();
		KafkaEventSourceMapping mapping = TestMapping.builder(application((id, send) -> {
			send.send(FIRST).exceptionally((failure) -> other.join().join());
			other.complete(send.send(SECOND));
			send.send(new MessageAckEvent(id));
		})).messageSend((message) -> new CompletableFuture<>()).build();
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event().stream(), TestContext.endingIn(2_000)))
			.withMessageContaining("not confirmed in time");
	}

	@ParameterizedTest
	@EnumSource(AfterFailure.class)
	void continuationThatSendsAnotherMessageDoesNotRunOnTheConfirmingThread(AfterFailure afterFailure) {
		KafkaEventSourceMapping mapping = mapping(afterFailure, (id, send) -> send.send(FIRST).thenCompose((sent) -> {
			this.threads.add(Thread.currentThread().getName());
			return send.send(SECOND);
		}).thenAccept((sent) -> send.send(new MessageAckEvent(id))));
		assertThat(mapping.handle(event().stream(), null)).isEqualTo(BatchResponse.SUCCESS);
		assertThat(this.threads).hasSize(1).doesNotContain("broker", Thread.currentThread().getName());
	}

	@ParameterizedTest
	@EnumSource(AfterFailure.class)
	void continuationMayWaitForALaterMessage(AfterFailure afterFailure) {
		KafkaEventSourceMapping mapping = mapping(afterFailure, (id, send) -> {
			CompletableFuture<CompletableFuture<Void>> second = new CompletableFuture<>();
			CompletableFuture<Void> first = send.send(FIRST).thenRun(() -> second.join().join());
			second.complete(send.send(SECOND));
			first.thenRun(() -> send.send(new MessageAckEvent(id)));
		});
		assertThat(mapping.handle(event().stream(), null)).isEqualTo(BatchResponse.SUCCESS);
	}

	@Test
	void continuationThatBlocksDoesNotHoldOtherRecords() throws Exception {
		CountDownLatch others = new CountDownLatch(9);
		KafkaEventSourceMapping mapping = mapping(AfterFailure.CONTINUE, (id, send) -> send.send(FIRST).thenRun(() -> {
			if (id.endsWith(":0")) {
				awaitRelease();
			}
			send.send(new MessageAckEvent(id));
			others.countDown();
		}));
		EventJson event = EventJson.event();
		for (int i = 0; i < 10; i++) {
			event.record("orders", i, i);
		}
		CompletableFuture<BatchResponse> response = OwnThread
			.supplyAsync(() -> mapping.handle(event.stream(), TestContext.endingIn(600_000)));
		assertThat(others.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(response).isNotDone();
		this.release.countDown();
		assertThat(response.get(60, TimeUnit.SECONDS)).isEqualTo(BatchResponse.SUCCESS);
	}

	@Test
	void threadThatCannotBeMadeFailsTheInvocationAtOnce() {
		AtomicReference<Boolean> exhausted = new AtomicReference<>(false);
		ExecutorService threads = Executors.newCachedThreadPool();
		KafkaEventSourceMapping mapping = TestMapping.builder(application((id, send) -> {
			exhausted.set(true);
			send.send(FIRST).thenRun(() -> send.send(new MessageAckEvent(id)));
			this.release.countDown();
		})).executor((task) -> {
			if (exhausted.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			threads.execute(task);
		}).messageSend((message) -> CompletableFuture.runAsync(this::awaitRelease, this.broker)).build();
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> mapping.handle(event().stream(), TestContext.endingIn(600_000)));
		threads.shutdown();
	}

	@Test
	void exceptionIsDescribedOutsideOfTheLock() {
		CountDownLatch asked = new CountDownLatch(1);
		assertOtherRecordIsAcknowledgedMeanwhile(asked, new SlowException(asked));
	}

	@Test
	void exceptionIsLoggedOutsideOfTheLock() {
		Logger logger = (Logger) LoggerFactory.getLogger("io.amgi.records");
		SlowAppender appender = new SlowAppender();
		appender.start();
		logger.addAppender(appender);
		try {
			assertOtherRecordIsAcknowledgedMeanwhile(appender.asked, new IllegalStateException("slow"));
		}
		finally {
			logger.detachAppender(appender);
		}
	}

	private void assertOtherRecordIsAcknowledgedMeanwhile(CountDownLatch asked, RuntimeException failure) {
		AmgiApplication application = (scope, receive, send) -> {
			MessageReceiveEvent first = (MessageReceiveEvent) receive.receive();
			MessageReceiveEvent second = (MessageReceiveEvent) receive.receive();
			CompletableFuture<Void> nacking = OwnThread
				.runAsync(() -> send.send(MessageNackEvent.because(first.id(), failure)));
			asked.await();
			send.send(new MessageAckEvent(second.id()));
			this.release.countDown();
			nacking.join();
		};
		BatchOutcome outcome = TestMapping.builder(application)
			.build()
			.process(event().record("orders", 0, 1).stream(), null);
		assertThat(outcome.nacks()).extracting(RecordNack::offset).containsExactly(0L);
	}

	@Test
	void errorOfTheDeploymentIsNotTheRecordsFault() {
		KafkaEventSourceMapping mapping = mapping(AfterFailure.CONTINUE, (id, send) -> {
			throw new NoClassDefFoundError("org/example/Missing");
		});
		BatchOutcome outcome = mapping.process(event().stream(), null);
		assertThat(outcome.nacks()).singleElement().satisfies((nack) -> {
			assertThat(nack.message()).isEqualTo("org/example/Missing");
			assertThat(nack.cause()).isInstanceOf(NotCompletedException.class)
				.hasCauseInstanceOf(NoClassDefFoundError.class);
		});
	}

	@Test
	void assertionErrorNacksItsRecordAlone() {
		KafkaEventSourceMapping mapping = mapping(AfterFailure.CONTINUE, (id, send) -> {
			if (id.endsWith(":0")) {
				throw new AssertionError("zero");
			}
			send.send(new MessageAckEvent(id));
		});
		BatchOutcome outcome = mapping.process(event().record("orders", 1, 1).stream(), null);
		assertThat(outcome.nacks()).extracting(RecordNack::message).containsExactly("zero");
		assertThat(outcome.hasUndecided()).isFalse();
	}

	private KafkaEventSourceMapping mapping(AfterFailure afterFailure, Handler handler) {
		return TestMapping.builder(application(handler))
			.processing(new ProcessingOptions(Ordering.PARTITION, 16, afterFailure, Duration.ofSeconds(2), false))
			.messageSend((message) -> CompletableFuture.runAsync(this::awaitHandled, this.broker))
			.build();
	}

	private static EventJson event() {
		return EventJson.event().record("orders", 0, 0);
	}

	private AmgiApplication application(Handler handler) {
		return (scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				handler.handle(message.id(), send);
				this.handled.countDown();
			}
			while (message.moreMessages());
		};
	}

	// Confirms nothing before the handler has registered its continuations.
	private void awaitHandled() {
		await(this.handled);
	}

	private void awaitRelease() {
		await(this.release);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private interface Handler {

		void handle(String id, Send send);

	}

	/**
	 * Blocks when an exception is logged.
	 */
	private final class SlowAppender extends AppenderBase<ILoggingEvent> {

		private final CountDownLatch asked = new CountDownLatch(1);

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getThrowableProxy() != null) {
				this.asked.countDown();
				awaitRelease();
			}
		}

	}

	/**
	 * Blocks when its stack trace is requested.
	 */
	private final class SlowException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient CountDownLatch asked;

		SlowException(CountDownLatch asked) {
			super("slow");
			this.asked = asked;
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			this.asked.countDown();
			awaitRelease();
			return super.getStackTrace();
		}

	}

}
