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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NonRetryableException;
import io.amgi.protocol.NotCompletedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeadLettersTests {

	private final Queue<String> published = new ConcurrentLinkedQueue<>();

	private final List<String> received = new ArrayList<>();

	private CompletableFuture<Void> publication = CompletableFuture.completedFuture(null);

	@Test
	void fatalRecordCountsAsHandledAndItsGroupGoesOn() {
		assertThat(report("fatal", "ok").batchItemFailures()).isEmpty();
		assertThat(this.published).containsExactly("orders-0@0 never");
		assertThat(this.received).containsExactly("fatal", "ok");
	}

	@Test
	void recordThatMaySucceedLaterIsNoDeadLetterIfOnlyFatalOnesAre() {
		assertThat(handleFatal(OnNack.REPORT, event("fail", "ok")).batchItemFailures()).containsExactly(failure(0),
				failure(1));
		assertThat(this.published).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(OnNack.class)
	void everyRefusedRecordIsADeadLetterByDefault(OnNack onNack) {
		assertThat(handle(onNack, event("fail", "ok")).batchItemFailures()).isEmpty();
		assertThat(this.published).hasSize(1);
	}

	@Test
	void undecodableRecordIsPublishedInItsPlace() {
		assertThat(report("ok", null, "ok").batchItemFailures()).isEmpty();
		assertThat(this.published).containsExactly("orders-0@1 Couldn't decode record: expected 'value' to be base64");
		assertThat(this.received).containsExactly("ok", "ok");
	}

	@Test
	void recordThatCannotBePublishedStaysNackedAndStopsItsGroup() {
		this.publication = CompletableFuture.failedFuture(new IllegalStateException("away"));
		assertThat(report("fatal", "ok").batchItemFailures()).containsExactly(failure(0), failure(1));
		assertThat(this.received).containsExactly("fatal");
	}

	@Test
	void groupWaitsForThePublicationUnderStop() {
		this.publication = new CompletableFuture<>();
		CompletableFuture<BatchResponse> response = OwnThread.supplyAsync(() -> report("fatal", "ok"));
		Awaitility.await().until(() -> !this.published.isEmpty());
		assertThat(this.received).containsExactly("fatal");
		this.publication.complete(null);
		assertThat(response).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(BatchResponse.SUCCESS);
	}

	@Test
	void groupWaitsForADeadLetterThatAFailedSendHasMade() {
		CompletableFuture<Void> confirmation = new CompletableFuture<>();
		this.publication = new CompletableFuture<>();
		AmgiApplication sending = (scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				this.received.add(message.id());
				String id = message.id();
				send.send(new MessageSendEvent("invoices", List.of(), null, Map.of()))
					.whenComplete((sent, failure) -> send
						.send(MessageNackEvent.because(id, new NonRetryableException("not sent"))));
			}
			while (message.moreMessages());
		};
		CompletableFuture<BatchResponse> response = OwnThread.supplyAsync(() -> TestMapping.builder(sending)
			.onNack(OnNack.REPORT)
			.messageSend((message) -> confirmation)
			.deadLetters((letter, send) -> {
				this.published.add(letter.nack().message());
				return this.publication;
			}, null)
			.build()
			.handle(event("ok", "ok").stream(), null));
		Awaitility.await().until(() -> !this.received.isEmpty());
		confirmation.complete(null);
		Awaitility.await().until(() -> !this.published.isEmpty());
		this.publication.completeExceptionally(new IllegalStateException("away"));
		assertThat(response).succeedsWithin(Duration.ofSeconds(20))
			.isEqualTo(new BatchResponse(List.of(failure(0), failure(1))));
		assertThat(this.received).hasSize(1);
	}

	@Test
	void responseWaitsForTheDeadLetterOfALateNackUnderLog() {
		CompletableFuture<Void> confirmation = new CompletableFuture<>();
		this.publication = new CompletableFuture<>();
		AmgiApplication nackingLater = (scope, receive, send) -> {
			String id = ((MessageReceiveEvent) receive.receive()).id();
			send.send(new MessageSendEvent("invoices", List.of(), null, Map.of(), id))
				.thenRun(() -> send.send(new MessageNackEvent(id, "refused")));
			this.received.add(id);
		};
		KafkaEventSourceMapping mapping = TestMapping.builder(nackingLater)
			.onNack(OnNack.LOG)
			.messageSend((message) -> confirmation)
			.deadLetters(this::publish, DeadLetterOn.ALL)
			.build();
		CompletableFuture<BatchOutcome> outcome = OwnThread
			.supplyAsync(() -> mapping.process(event("ok").stream(), null));
		Awaitility.await().until(() -> !this.received.isEmpty());
		confirmation.complete(null);
		Awaitility.await().until(() -> !this.published.isEmpty());
		assertThat(outcome).isNotDone();
		this.publication.complete(null);
		assertThat(outcome).succeedsWithin(Duration.ofSeconds(60));
		assertThat(outcome.join().givenUp()).extracting(RecordNack::message).containsExactly("refused");
		assertThat(outcome.join().nacks()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(OnNack.class)
	void assertionErrorMakesADeadLetterOfItsRecordAlone(OnNack onNack) {
		AmgiApplication asserting = (scope, receive, send) -> {
			MessageReceiveEvent message = (MessageReceiveEvent) receive.receive();
			if (message.id().equals("orders:0:0")) {
				throw new AssertionError("zero");
			}
			send.send(new MessageAckEvent(message.id()));
		};
		BatchOutcome outcome = mapping(asserting, onNack).process(event("a").record("orders", 1, 1).stream(), null);
		assertThat(outcome.nacks()).isEmpty();
		assertThat(this.published).containsExactly("orders-0@0 zero");
	}

	@Test
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void threadThatCannotBeMadeForADeadLetterFailsItsRecordAtOnce() {
		BatchOutcome outcome = TestMapping.builder(application()).executor((task) -> {
			throw new RejectedExecutionException("no thread");
		}).deadLetters(this::publish, DeadLetterOn.ALL).build().process(event("fail").stream(), null);
		assertThat(outcome.nacks()).singleElement().matches(RecordNack::isUndecided);
		assertThat(this.published).isEmpty();
	}

	@Test
	void allNackedRecordsArePublishedUnderLog() {
		handle(OnNack.LOG, event("fail", "fatal", "ok"));
		assertThat(this.published).containsExactly("orders-0@0 failed", "orders-0@1 never");
	}

	@Test
	void notAttemptedRecordIsNeverPublished() {
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> handle(OnNack.LOG, event("later", "ok")));
		assertThat(this.published).isEmpty();
	}

	@Test
	void recordWithoutPlaceStaysNacked() {
		EventJson event = EventJson.event().record("orders", 0, 0).recordWithout("topic");
		assertThat(handle(OnNack.REPORT, event).batchItemFailures()).containsExactly(failure(0));
		assertThat(this.published).isEmpty();
	}

	@Test
	void deadLettersGoLastUnderErrorIfNothingElseFailed() {
		handle(OnNack.ERROR, event("fatal", "ok"));
		assertThat(this.published).containsExactly("orders-0@0 never");
		assertThat(this.received).containsExactly("fatal", "ok");
	}

	@Test
	void otherNackKeepsDeadLettersBackUnderError() {
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> handleFatal(OnNack.ERROR, event("fatal", "fail")))
			.withMessageContaining("offset=0, message=never")
			.withMessageContaining("offset=1, message=failed");
		assertThat(this.published).isEmpty();
	}

	@Test
	void lastDeadLetterThatCannotBePublishedFailsTheInvocation() {
		this.publication = CompletableFuture.failedFuture(new IllegalStateException("away"));
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> handle(OnNack.ERROR, event("fatal")));
	}

	@Test
	void publisherThatThrowsLeavesTheRecordNacked() {
		BatchResponse response = TestMapping.builder(application())
			.onNack(OnNack.REPORT)
			.deadLetters((letter, send) -> {
				throw new IllegalStateException("boom");
			}, null)
			.build()
			.handle(event("fatal").stream(), null);
		assertThat(response.batchItemFailures()).containsExactly(failure(0));
	}

	@Test
	@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void errorOfThePublisherFailsTheInvocation() {
		KafkaEventSourceMapping mapping = TestMapping.builder(application())
			.onNack(OnNack.REPORT)
			.deadLetters((letter, send) -> {
				throw new NoClassDefFoundError("org/example/Resolver");
			}, null)
			.build();
		assertThatExceptionOfType(NoClassDefFoundError.class)
			.isThrownBy(() -> mapping.handle(event("fatal").stream(), null));
	}

	@Test
	void outcomeTellsWhatWasGivenUp() {
		BatchOutcome outcome = TestMapping.builder(application())
			.onNack(OnNack.REPORT)
			.messageSend((message) -> this.publication)
			.deadLetters((letter, send) -> send.send(new MessageSendEvent("orders-dlt", List.of(), null, Map.of())),
					null)
			.build()
			.process(event("ok", "fatal", "ok").stream(), null);
		assertThat(outcome.nacks()).isEmpty();
		assertThat(outcome.givenUp()).singleElement().satisfies((givenUp) -> {
			assertThat(givenUp.offset()).isOne();
			assertThat(givenUp.message()).isEqualTo("never");
		});
	}

	@Test
	void applicationThatLeavesLosesNothingBehindItsDeadLetter() {
		AmgiApplication leaving = (scope, receive, send) -> {
			receive.receive();
			throw new NonRetryableException("left");
		};
		BatchResponse response = mapping(leaving, OnNack.REPORT).handle(event("ok", "ok").stream(), null);
		assertThat(response.batchItemFailures()).containsExactly(failure(1));
		assertThat(this.published).containsExactly("orders-0@0 left");
	}

	@Test
	void deadLetterThatCannotBePublishedFailsTheInvocationUnderLog() {
		this.publication = CompletableFuture.failedFuture(new IllegalStateException("away"));
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> handle(OnNack.LOG, event("fail", "ok")))
			.withMessage("Failed to process record topic=orders, partition=0, offset=0, message=failed");
	}

	@ParameterizedTest
	@EnumSource(OnNack.class)
	void recordThatTheApplicationLeavesUnansweredIsPublished(OnNack onNack) {
		AmgiApplication silent = (scope, receive, send) -> receive.receive();
		KafkaEventSourceMapping mapping = TestMapping.builder(silent)
			.onNack(onNack)
			.deadLetters(this::publish, DeadLetterOn.ALL)
			.build();
		assertThat(mapping.handle(event("ok").stream(), null)).isEqualTo(BatchResponse.SUCCESS);
		assertThat(this.published).containsExactly("orders-0@0 Ack not received");
	}

	@ParameterizedTest
	@EnumSource(OnNack.class)
	void ackThatAFailedSendRevokesIsPublished(OnNack onNack) {
		AmgiApplication sending = (scope, receive, send) -> {
			MessageReceiveEvent message = (MessageReceiveEvent) receive.receive();
			send.send(new MessageSendEvent("invoices", List.of(), null, Map.of()));
			send.send(new MessageAckEvent(message.id()));
		};
		KafkaEventSourceMapping mapping = TestMapping.builder(sending)
			.onNack(onNack)
			.messageSend((message) -> CompletableFuture.failedFuture(new NonRetryableException("refused")))
			.deadLetters(this::publish, DeadLetterOn.ALL)
			.build();
		BatchOutcome outcome = mapping.process(event("ok").stream(), null);
		assertThat(outcome.nacks()).isEmpty();
		assertThat(outcome.givenUp()).singleElement().extracting(RecordNack::message).isEqualTo("refused");
		assertThat(this.published).containsExactly("orders-0@0 refused");
	}

	@Test
	void undecodableRecordBehindAnApplicationThatThrowsIsPublished() {
		AmgiApplication throwing = (scope, receive, send) -> {
			throw new IllegalStateException("closed");
		};
		mapping(throwing, OnNack.LOG).handle(event("ok", null, "ok").stream(), null);
		assertThat(this.published).containsExactly("orders-0@0 closed",
				"orders-0@1 Couldn't decode record: expected 'value' to be base64", "orders-0@2 closed");
	}

	@Test
	void recordThatTheApplicationNeverAskedForIsNotDecided() {
		AmgiApplication leaving = (scope, receive, send) -> send
			.send(new MessageAckEvent(((MessageReceiveEvent) receive.receive()).id()));
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping(leaving, OnNack.LOG).handle(event("ok", "ok").stream(), null))
			.withMessage("Failed to process record topic=orders, partition=0, offset=1, message=Ack not received");
		assertThat(this.published).isEmpty();
	}

	@Test
	void threadThatSettlesASendDoesNotPublish() {
		CompletableFuture<Void> confirmation = new CompletableFuture<>();
		CompletableFuture<Thread> publishing = new CompletableFuture<>();
		AmgiApplication nackingLater = (scope, receive, send) -> {
			String id = ((MessageReceiveEvent) receive.receive()).id();
			send.send(new MessageSendEvent("invoices", List.of(), null, Map.of()))
				.whenComplete((sent, failure) -> send.send(new MessageNackEvent(id, "refused")));
		};
		KafkaEventSourceMapping mapping = TestMapping.builder(nackingLater)
			.messageSend((message) -> confirmation)
			.deadLetters((letter, send) -> {
				publishing.complete(Thread.currentThread());
				return this.publication;
			}, DeadLetterOn.ALL)
			.build();
		CompletableFuture<BatchResponse> response = OwnThread
			.supplyAsync(() -> mapping.handle(event("ok").stream(), null));
		confirmation.complete(null);
		assertThat(response).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(BatchResponse.SUCCESS);
		assertThat(publishing).succeedsWithin(Duration.ofSeconds(20)).isNotSameAs(Thread.currentThread());
	}

	@ParameterizedTest
	@EnumSource(OnNack.class)
	@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void publisherThatBlocksDoesNotHoldTheResponseBack(OnNack onNack) {
		CountDownLatch never = new CountDownLatch(1);
		KafkaEventSourceMapping mapping = TestMapping.builder(application())
			.onNack(onNack)
			.processing(new ProcessingOptions(Ordering.PARTITION, 16, null, Duration.ofSeconds(1), false))
			.deadLetters((letter, send) -> {
				try {
					never.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException("interrupted");
				}
				return this.publication;
			}, DeadLetterOn.ALL)
			.build();
		assertThat(mapping.process(event("fail").stream(), TestContext.endingIn(4_000)).nacks()).hasSize(1);
		never.countDown();
	}

	private CompletableFuture<Void> publish(DeadLetter letter, MessageSend send) {
		this.published
			.add("%s-%d@%d %s".formatted(letter.topic(), letter.partition(), letter.offset(), letter.nack().message()));
		return this.publication;
	}

	private BatchResponse report(String... values) {
		return handle(OnNack.REPORT, event(values));
	}

	private BatchResponse handleFatal(OnNack onNack, EventJson event) {
		return TestMapping.builder(application())
			.onNack(onNack)
			.deadLetters(this::publish, DeadLetterOn.FATAL)
			.build()
			.handle(event.stream(), null);
	}

	private BatchResponse handle(OnNack onNack, EventJson event) {
		return mapping(application(), onNack).handle(event.stream(), null);
	}

	private KafkaEventSourceMapping mapping(AmgiApplication application, OnNack onNack) {
		return TestMapping.builder(application).onNack(onNack).deadLetters(this::publish, null).build();
	}

	private static EventJson event(String... values) {
		EventJson event = EventJson.event();
		for (int offset = 0; offset < values.length; offset++) {
			event.record("orders", 0, offset);
			if (values[offset] != null) {
				event.value(values[offset]);
			}
			else {
				event.recordWith("value", "*");
			}
		}
		return event;
	}

	private AmgiApplication application() {
		return (scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				String value = new String(message.payload());
				this.received.add(value);
				switch (value) {
					case "fatal" ->
						send.send(MessageNackEvent.because(message.id(), new NonRetryableException("never")));
					case "fail" -> send.send(new MessageNackEvent(message.id(), "failed"));
					case "later" ->
						send.send(MessageNackEvent.because(message.id(), new NotCompletedException("later")));
					default -> send.send(new MessageAckEvent(message.id()));
				}
			}
			while (message.moreMessages());
		};
	}

	private static BatchItemFailure failure(long offset) {
		return new BatchItemFailure("orders-0", offset);
	}

}
