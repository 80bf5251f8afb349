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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.esm.BatchResponse;
import io.amgi.esm.BatchResponse.BatchItemFailure;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OnNack;
import io.amgi.esm.OwnThread;
import io.amgi.esm.TestContext;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class DeadlineTests {

	// Milliseconds, of which the margin is a quarter.
	private static final long BRIEFLY = 800;

	// Where a handler must act within the margin: a busy machine gets to its threads
	// late.
	private static final long WITH_ROOM = 1_500;

	private final CountDownLatch release = new CountDownLatch(1);

	private final Queue<String> started = new ConcurrentLinkedQueue<>();

	private final Queue<String> ended = new ConcurrentLinkedQueue<>();

	private MessageSend messageSend = (message) -> CompletableFuture.completedFuture(null);

	private ProcessingOptions processing = new ProcessingOptions(Ordering.PARTITION, 16, null, Duration.ofSeconds(2),
			false);

	@AfterEach
	void release() {
		this.release.countDown();
	}

	@Test
	void handlerIsInterruptedAndItsRecordCounts() {
		KafkaEventSourceMapping mapping = mapping(handling((id) -> this.release.await()), OnNack.REPORT);
		assertThat(mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY)).batchItemFailures())
			.containsExactly(new BatchItemFailure("orders-0", 1));
	}

	@Test
	void recordThatWasCutFailsTheInvocationEvenWhenNacksAreLogged() {
		KafkaEventSourceMapping mapping = mapping(handling((id) -> this.release.await()), OnNack.LOG);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY)))
			.withMessageEndingWith("offset=1, message=Not finished before the deadline");
	}

	@Test
	void recordsBehindOneThatWasCutAreNotAttempted() {
		KafkaEventSourceMapping mapping = mapping(handling((id) -> this.release.await()), OnNack.LOG);
		EventJson event = event(0).record("orders", 0, 2);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event.stream(), TestContext.endingIn(BRIEFLY)))
			.withMessageEndingWith("offset=2, message=Not attempted: the deadline was near");
		assertThat(this.started).containsExactly("orders:0:1");
	}

	@Test
	void groupsThatWaitForAWorkerAreNotAttempted() {
		this.processing = new ProcessingOptions(Ordering.PARTITION, 1, null, Duration.ofSeconds(2), false);
		KafkaEventSourceMapping mapping = mapping(handling((id) -> this.release.await()), OnNack.LOG);
		EventJson event = event(0).record("orders", 1, 1);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event.stream(), TestContext.endingIn(WITH_ROOM)))
			.withMessageEndingWith("partition=1, offset=1, message=Not attempted: the deadline was near");
		assertThat(this.started).containsExactly("orders:0:1");
	}

	@Test
	void handlerThatIgnoresInterruptionDoesNotHoldTheResponseBack() {
		KafkaEventSourceMapping mapping = mapping(handling(this::ignoreInterruption), OnNack.REPORT);
		BatchResponse response = mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY));
		assertThat(response.batchItemFailures()).containsExactly(new BatchItemFailure("orders-0", 1));
		assertThat(this.ended).isEmpty();
	}

	@Test
	void ackThatComesBeforeTheOutcomeIsClosedCounts() {
		KafkaEventSourceMapping mapping = mapping(handling((id) -> {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				// Ignores the interrupt and ends normally.
			}
		}), OnNack.REPORT);
		assertThat(mapping.handle(event(0).stream(), TestContext.endingIn(WITH_ROOM)).batchItemFailures()).isEmpty();
	}

	@Test
	void stuckHandlerKeepsItsGroupOverInvocations() {
		KafkaEventSourceMapping mapping = mapping(handling((id) -> {
			if (id.equals("orders:0:1")) {
				ignoreInterruption(id);
			}
		}), OnNack.REPORT);
		EventJson event = event(0).record("orders", 1, 1);
		for (int i = 0; i < 3; i++) {
			assertThat(mapping.handle(event.stream(), TestContext.endingIn(WITH_ROOM)).batchItemFailures())
				.containsExactly(new BatchItemFailure("orders-0", 1));
		}
		assertThat(this.started).containsExactlyInAnyOrder("orders:0:1", "orders:1:1", "orders:1:1", "orders:1:1");
	}

	@Test
	void stuckHandlerOfAnotherClusterHoldsNothing() {
		Queue<Object> sources = new ConcurrentLinkedQueue<>();
		AmgiApplication stuckOnce = handling((id) -> {
			if (this.started.size() == 1) {
				ignoreInterruption(id);
			}
		});
		KafkaEventSourceMapping mapping = mapping((scope, receive, send) -> {
			sources.add(((MessageScope) scope).extensions().get("amgi.event_source"));
			stuckOnce.call(scope, receive, send);
		}, OnNack.REPORT);
		EventJson here = event(0).with("bootstrapServers", "here:9092");
		EventJson there = event(0).with("bootstrapServers", "there:9092");
		assertThat(mapping.handle(here.stream(), TestContext.endingIn(BRIEFLY)).batchItemFailures()).hasSize(1);
		assertThat(mapping.handle(there.stream(), TestContext.endingIn(60_000)).batchItemFailures()).isEmpty();
		assertThat(mapping.handle(here.stream(), TestContext.endingIn(BRIEFLY)).batchItemFailures()).hasSize(1);
		assertThat(this.started).containsExactly("orders:0:1", "orders:0:1");
		assertThat(sources).containsExactly(Map.of("bootstrapServers", "here:9092"),
				Map.of("bootstrapServers", "there:9092"));
	}

	@Test
	void groupOfAStuckHandlerIsNotAttemptedUntilTheDeadline() {
		KafkaEventSourceMapping mapping = mapping(handling(this::ignoreInterruption), OnNack.LOG);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY)));
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY)))
			.withMessageEndingWith("message=Not attempted: an earlier delivery is still being handled");
	}

	@Test
	void groupOfAStuckHandlerDoesNotHideThatAnotherRecordFailed() {
		this.processing = new ProcessingOptions(Ordering.PARTITION, 2, AfterFailure.STOP, Duration.ofSeconds(2), false);
		KafkaEventSourceMapping mapping = mapping(handling((id) -> {
			if (id.equals("orders:0:1")) {
				ignoreInterruption(id);
			}
			throw new IllegalStateException("refused");
		}), OnNack.ERROR);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY)));
		EventJson event = event(0).record("orders", 1, 1).record("orders", 2, 1).record("orders", 3, 1);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event.stream(), TestContext.endingIn(60_000)))
			.withMessageContaining("message=refused")
			.withMessageContaining("Not attempted after that: ");
	}

	@Test
	void groupRunsAsSoonAsItsStuckHandlerHasEnded() throws Exception {
		KafkaEventSourceMapping mapping = mapping(handling(this::ignoreInterruption), OnNack.REPORT);
		mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY));
		CompletableFuture<BatchResponse> response = OwnThread
			.supplyAsync(() -> mapping.handle(event(0).stream(), TestContext.endingIn(30_000)));
		assertThat(response).isNotDone();
		this.release.countDown();
		assertThat(response.get(20, TimeUnit.SECONDS).batchItemFailures()).isEmpty();
		assertThat(this.started).hasSize(2);
	}

	@Test
	void interruptIsClearedBeforeTheThreadIsUsedAgain() throws Exception {
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Executor executor = (task) -> new Thread(() -> {
			task.run();
			interrupted.complete(Thread.currentThread().isInterrupted());
		}).start();
		TestMapping.builder(handling((id) -> {
			while (!Thread.currentThread().isInterrupted()) {
				LockSupport.parkNanos(1000);
			}
		})).executor(executor).build().handle(event(0).stream(), TestContext.endingIn(BRIEFLY));
		assertThat(interrupted.get(20, TimeUnit.SECONDS)).isFalse();
	}

	@Test
	void asManyStuckHandlersAsMayRunFailTheInvocation(CapturedOutput output) {
		this.processing = new ProcessingOptions(Ordering.PARTITION, 2, null, Duration.ofSeconds(2), false);
		KafkaEventSourceMapping mapping = mapping(handling(this::ignoreInterruption), OnNack.REPORT);
		assertThat(mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY)).batchItemFailures()).hasSize(1);
		assertThatIllegalStateException()
			.isThrownBy(() -> mapping.handle(event(1).stream(), TestContext.endingIn(BRIEFLY)))
			.withMessage("2 handlers have outlived their invocations");
		assertThat(output.getAll().lines().filter((line) -> line.contains("A handler is stuck"))).hasSize(2);
		assertThat(output).contains("DeadlineTests.ignoreInterruption");
	}

	@Test
	void nothingBeginsWhileAsManyHandlersAsMayRunAreStuck() {
		this.processing = new ProcessingOptions(Ordering.PARTITION, 1, null, Duration.ofSeconds(2), false);
		KafkaEventSourceMapping mapping = mapping(handling(this::ignoreInterruption), OnNack.REPORT);
		assertThatIllegalStateException()
			.isThrownBy(() -> mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY)));
		assertThatIllegalStateException()
			.isThrownBy(() -> mapping.handle(event(1).stream(), TestContext.endingIn(60_000)))
			.withMessage("1 handlers have outlived their invocations");
		assertThat(this.started).containsExactly("orders:0:1");
	}

	@Test
	void stuckHandlersThatEndAreForgotten() {
		this.processing = new ProcessingOptions(Ordering.PARTITION, 2, null, Duration.ofSeconds(2), false);
		KafkaEventSourceMapping mapping = mapping(handling(this::ignoreInterruption), OnNack.REPORT);
		mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY));
		this.release.countDown();
		Awaitility.await().until(() -> this.ended.size() == 1);
		assertThat(mapping.handle(event(1).stream(), TestContext.endingIn(30_000)).batchItemFailures()).isEmpty();
	}

	@Test
	void confirmationMayComeInTheMargin() {
		CompletableFuture<Void> confirmation = new CompletableFuture<>();
		this.messageSend = (message) -> confirmation;
		KafkaEventSourceMapping mapping = mapping((scope, receive, send) -> {
			String id = ((MessageReceiveEvent) receive.receive()).id();
			send.send(new MessageSendEvent("invoices", List.of(), null, Map.of()))
				.thenRun(() -> send.send(new MessageAckEvent(id)));
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				confirmation.complete(null);
				throw ex;
			}
		}, OnNack.REPORT);
		assertThat(mapping.handle(event(0).stream(), TestContext.endingIn(WITH_ROOM)).batchItemFailures()).isEmpty();
	}

	@Test
	void unconfirmedMessageKeepsItsRecordFromBeingAcknowledged() {
		this.messageSend = (message) -> new CompletableFuture<>();
		KafkaEventSourceMapping mapping = mapping(handling((id) -> {
		}, true), OnNack.LOG);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY)))
			.withMessageEndingWith("message=A message was not confirmed in time, may still arrive");
	}

	@Test
	void handlersThatWaitForConfirmationsAreNotStuck() {
		this.messageSend = (message) -> new CompletableFuture<>();
		this.processing = new ProcessingOptions(Ordering.PARTITION, 1, null, Duration.ofSeconds(2), false);
		KafkaEventSourceMapping mapping = mapping((scope, receive, send) -> {
			receive.receive();
			send.send(new MessageSendEvent("invoices", List.of(), null, Map.of())).join();
		}, OnNack.REPORT);
		assertThat(mapping.handle(event(0).stream(), TestContext.endingIn(WITH_ROOM)).batchItemFailures()).hasSize(1);
		assertThat(mapping.handle(event(0).stream(), TestContext.endingIn(WITH_ROOM)).batchItemFailures()).hasSize(1);
	}

	@Test
	void nackOfAnInterruptedHandlerIsACut() {
		KafkaEventSourceMapping mapping = mapping((scope, receive, send) -> {
			String id = ((MessageReceiveEvent) receive.receive()).id();
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				send.send(MessageNackEvent.because(id, ex));
			}
		}, OnNack.LOG);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping.handle(event(0).stream(), TestContext.endingIn(BRIEFLY)))
			.withMessageEndingWith("message=Not finished before the deadline");
	}

	@Test
	void errorOfAHandlerFailsTheInvocationAndInterruptsTheOthers() {
		KafkaEventSourceMapping mapping = mapping(handling((id) -> {
			if (id.equals("orders:0:1")) {
				throw new OutOfMemoryError("boom");
			}
			this.release.await();
		}), OnNack.REPORT);
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> mapping.handle(event(0).record("orders", 1, 1).stream(), TestContext.endingIn(600_000)));
	}

	@Test
	void marginIsAQuarterOfTheTimeAtMost() {
		assertMargin(Deadline.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), Duration.ofMillis(250));
		assertMargin(Deadline.of(Duration.ofMinutes(1), Duration.ofSeconds(2)), Duration.ofSeconds(2));
	}

	// Time passes between the calls, so that later values are smaller.
	private static void assertMargin(Deadline deadline, Duration margin) {
		long toMarginBefore = deadline.nanosToMargin();
		long toCloseBefore = deadline.nanosToClose();
		long remaining = deadline.remainingNanos();
		assertThat(remaining - toMarginBefore).isLessThanOrEqualTo(margin.toNanos());
		assertThat(remaining - toCloseBefore).isLessThanOrEqualTo(margin.toNanos() / 4);
		assertThat(remaining - deadline.nanosToMargin()).isGreaterThanOrEqualTo(margin.toNanos());
		assertThat(remaining - deadline.nanosToClose()).isGreaterThanOrEqualTo(margin.toNanos() / 4);
	}

	private KafkaEventSourceMapping mapping(AmgiApplication application, OnNack onNack) {
		return TestMapping.builder(application)
			.processing(this.processing)
			.onNack(onNack)
			.messageSend((message) -> this.messageSend.send(message))
			.build();
	}

	private void ignoreInterruption(String id) {
		while (this.release.getCount() > 0) {
			LockSupport.parkNanos(1_000_000);
			Thread.interrupted();
		}
	}

	private AmgiApplication handling(Handler handler) {
		return handling(handler, false);
	}

	private AmgiApplication handling(Handler handler, boolean sending) {
		return (scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				this.started.add(message.id());
				handler.handle(message.id());
				if (sending) {
					send.send(new MessageSendEvent("invoices", List.of(), null, Map.of()));
				}
				this.ended.add(message.id());
				send.send(new MessageAckEvent(message.id()));
			}
			while (message.moreMessages());
		};
	}

	private static EventJson event(int partition) {
		return EventJson.event().record("orders", partition, 1);
	}

	private interface Handler {

		void handle(String id) throws InterruptedException;

	}

}
