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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.esm.OwnThread;
import io.amgi.esm.event.KafkaRecord;
import io.amgi.protocol.LifespanStartupCompleteEvent;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.SendEvent;
import io.amgi.server.BatchObservation.RecordScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class ScopeSessionTests {

	private static final MessageSendEvent MESSAGE = new MessageSendEvent("invoices", List.of(), null, Map.of());

	private static final BatchThreads THREADS = BatchThreads.on(Runnable::run, (error) -> {
	});

	private static final Deadline NO_DEADLINE = Deadline.of(null, Duration.ZERO);

	private final List<RecordDelivery> deliveries = LongStream.range(0, 3)
		.mapToObj(ScopeSessionTests::record)
		.map(RecordDelivery::new)
		.toList();

	private final CompletableFuture<Void> confirmation = new CompletableFuture<>();

	private final BatchState batchState = new BatchState(FailureScope.NOTHING, Ordering.PARTITION, DeadLetters.NONE,
			new ShutdownGate());

	private final ScopeSession session = new ScopeSession(this.deliveries, this.batchState,
			(message) -> this.confirmation, THREADS);

	@Test
	void recordsAreReceivedInTheirOrder() {
		assertThat(receiveAll()).extracting(MessageReceiveEvent::id)
			.containsExactly("orders:0:0", "orders:0:1", "orders:0:2");
	}

	@Test
	void recordsAreAcknowledgedOutOfOrder() {
		receiveAll();
		ack(2);
		ack(0);
		assertThat(this.deliveries).extracting((delivery) -> delivery.nack() == null)
			.containsExactly(true, false, true);
	}

	@Test
	void recordsAreAcknowledgedInAnyOrderBetweenOthersThatAreReceived() {
		receive();
		receive();
		ack(0);
		receive();
		ack(1);
		ack(2);
		assertThat(this.deliveries).extracting(RecordDelivery::nack).containsOnlyNulls();
	}

	@Test
	void receiveAfterTheLastMessageIsRefused() {
		receiveAll();
		assertThatIllegalStateException().isThrownBy(this::receive)
			.withMessage("'message.receive' after the last message 'orders:0:2' of the scope");
	}

	@Test
	void ackTwiceIsRefused() {
		receiveAll();
		ack(1);
		assertThatIllegalStateException().isThrownBy(() -> ack(1))
			.withMessage("'message.ack' sent for 'orders:0:1' after 'message.ack'");
	}

	@Test
	void nackAfterAckIsRefused() {
		receiveAll();
		ack(1);
		assertThatIllegalStateException().isThrownBy(() -> send(new MessageNackEvent("orders:0:1", "no")))
			.withMessage("'message.nack' sent for 'orders:0:1' after 'message.ack'");
	}

	@Test
	void ackAfterNackIsRefused() {
		receiveAll();
		send(new MessageNackEvent("orders:0:1", "no"));
		assertThatIllegalStateException().isThrownBy(() -> ack(1))
			.withMessage("'message.ack' sent for 'orders:0:1' after 'message.nack'");
	}

	@Test
	void unknownIdIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> send(new MessageAckEvent("orders:0:\n9")))
			.withMessage("'message.ack' sent for 'orders:0:\\u000a9', which was not received");
	}

	@Test
	void ackOfARecordThatIsStillToBeReceivedIsRefused() {
		receive();
		assertThatIllegalStateException().isThrownBy(() -> ack(1)).withMessageContaining("which was not received");
	}

	@Test
	void lifespanEventIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> send(new LifespanStartupCompleteEvent()))
			.withMessage("'lifespan.startup.complete' sent in a message scope");
	}

	@Test
	void ackAndNackAfterTheEndAreIgnoredAndLoggedOnce(CapturedOutput output) {
		receiveAll();
		close(NO_DEADLINE);
		ack(0);
		ack(1);
		send(new MessageNackEvent("orders:0:2", "no"));
		assertThat(this.deliveries).extracting((delivery) -> delivery.nack().message())
			.containsOnly("Ack not received");
		assertThat(output.getAll().lines().filter((line) -> line.contains("after the end of its scope")))
			.singleElement()
			.asString()
			.contains("Ignored 'message.ack' sent for 'orders:0:0'");
	}

	@Test
	void receiveAfterTheEndIsRefused() {
		close(NO_DEADLINE);
		assertThatIllegalStateException().isThrownBy(this::receive);
	}

	@Test
	void sendAfterTheEndFailsWithoutBeingSent() {
		ScopeSession session = new ScopeSession(this.deliveries, this.batchState, (message) -> {
			throw new AssertionError("sent");
		}, THREADS);
		session.close(this.batchState.notAttempted());
		assertThat(session.send(MESSAGE)).isCompletedExceptionally();
	}

	@Test
	void closeWaitsForWhatWasSent() throws Exception {
		receiveAll();
		this.session.send(MESSAGE);
		ack(0);
		CompletableFuture<Void> closed = OwnThread.runAsync(() -> close(NO_DEADLINE));
		assertThat(closed).isNotDone();
		this.confirmation.complete(null);
		closed.get(10, TimeUnit.SECONDS);
		assertThat(this.deliveries.get(0).nack()).isNull();
	}

	@Test
	void failedSendThatNobodyWaitedForTurnsAcksIntoNacks() {
		receiveAll();
		this.session.send(MESSAGE);
		ack(0);
		send(new MessageNackEvent("orders:0:1", "own reason"));
		IllegalStateException failure = new IllegalStateException("not leader");
		this.confirmation.completeExceptionally(failure);
		close(NO_DEADLINE);
		assertThat(this.deliveries).extracting((delivery) -> delivery.nack().message())
			.containsExactly("not leader", "own reason", "Ack not received");
		assertThat(this.deliveries.get(0).nack().cause()).isSameAs(failure);
	}

	@Test
	void failedSendThatTheApplicationWaitedForLeavesAcksAlone() {
		receiveAll();
		CompletableFuture<Void> send = this.session.send(MESSAGE);
		this.confirmation.completeExceptionally(new IllegalStateException("not leader"));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(send::join);
		ack(0);
		close(NO_DEADLINE);
		assertThat(this.deliveries.get(0).nack()).isNull();
	}

	@Test
	void failedSendThatTheApplicationGotLeavesAcksAlone() {
		receiveAll();
		CompletableFuture<Void> send = this.session.send(MESSAGE);
		this.confirmation.completeExceptionally(new IllegalStateException("not leader"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> send.get(1, TimeUnit.SECONDS));
		ack(0);
		close(NO_DEADLINE);
		assertThat(this.deliveries.get(0).nack()).isNull();
	}

	@Test
	void failedSendThatTheApplicationGaveUpWaitingForTurnsAcksIntoNacks() {
		receiveAll();
		CompletableFuture<Void> send = this.session.send(MESSAGE);
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> send.get(1, TimeUnit.NANOSECONDS));
		ack(0);
		this.confirmation.completeExceptionally(new IllegalStateException("not leader"));
		close(NO_DEADLINE);
		assertThat(this.deliveries.get(0).nack()).isNotNull();
	}

	@Test
	void messageSendThatThrowsFailsTheSend() {
		ScopeSession session = new ScopeSession(this.deliveries, this.batchState, (message) -> {
			throw new IllegalStateException("closed");
		}, THREADS);
		assertThat(session.send(MESSAGE)).isCompletedExceptionally();
	}

	@Test
	void errorOfAMessageSendLeavesNothingToWaitFor() {
		ScopeSession session = new ScopeSession(this.deliveries, this.batchState, (message) -> {
			throw new NoClassDefFoundError("org/example/Serializer");
		}, THREADS);
		assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(() -> session.send(MESSAGE));
		assertThat(session.isPending()).isFalse();
	}

	@Test
	void failureOfAnOwedDecisionIsLoggedBeforeTheDecisionCounts() throws Exception {
		List<Boolean> pending = new ArrayList<>();
		this.batchState.observe(new Observations() {

			@Override
			public RecordScope scope(InboundRecord record) {
				return () -> pending.add(ScopeSessionTests.this.session.isPending());
			}

		});
		receive();
		this.session.decisions().hold("orders:0:0");
		this.session.leave(null);
		pending.clear();
		send(MessageNackEvent.because("orders:0:0", new IllegalStateException("refused")));
		assertThat(pending).containsExactly(true);
		assertThat(this.session.isPending()).isFalse();
	}

	@Test
	void nackAndItsDeadLetterAreOneStep() throws Exception {
		CompletableFuture<Void> publication = new CompletableFuture<>();
		BatchState batch = new BatchState(FailureScope.NOTHING, Ordering.PARTITION,
				new DeadLetters((letter, send) -> publication, null, Redelivery.NONE, NonRetryableExceptions.DEFAULT),
				new ShutdownGate());
		ScopeSession session = new ScopeSession(this.deliveries.subList(0, 1), batch, (message) -> publication,
				THREADS);
		List<Integer> publications = new ArrayList<>();
		batch.observe(new Observations() {

			@Override
			public RecordScope scope(InboundRecord record) {
				return () -> publications.add(session.decisions().pendingPublications().size());
			}

		});
		receive(session);
		session.decisions().hold("orders:0:0");
		session.leave(null);
		publications.clear();
		session.send(new MessageNackEvent("orders:0:0", "refused"));
		assertThat(publications).first().isEqualTo(1);
		assertThat(session.isPending()).isTrue();
		publication.complete(null);
		assertThat(session.isPending()).isFalse();
		assertThat(this.deliveries.get(0).givenUp()).isNotNull();
	}

	@Test
	void failureThatRacesWithTheCloseNeverLeavesAnAck() throws Exception {
		for (int i = 0; i < 2_000; i++) {
			List<RecordDelivery> deliveries = List.of(new RecordDelivery(record(i)));
			CompletableFuture<Void> confirmation = new CompletableFuture<>();
			ScopeSession session = new ScopeSession(deliveries, this.batchState, (message) -> confirmation, THREADS);
			session.receive();
			session.send(MESSAGE);
			session.send(new MessageAckEvent(deliveries.get(0).id()));
			CompletableFuture<Boolean> failing = OwnThread
				.supplyAsync(() -> confirmation.completeExceptionally(new IllegalStateException("not leader")));
			session.leave(null);
			session.close(this.batchState.notAttempted());
			failing.get(10, TimeUnit.SECONDS);
			assertThat(deliveries.get(0).nack()).isNotNull();
		}
	}

	@Test
	void sendThatAnotherOnesEndBringsAboutLeavesNoAck() {
		RecordDelivery delivery = this.deliveries.get(0);
		List<CompletableFuture<Void>> confirmations = new ArrayList<>();
		ScopeSession session = new ScopeSession(List.of(delivery), this.batchState, (message) -> {
			confirmations.add(new CompletableFuture<>());
			return confirmations.get(confirmations.size() - 1);
		}, THREADS);
		receive(session);
		session.send(MESSAGE).whenComplete((sent, failure) -> {
			session.send(MESSAGE);
			session.send(new MessageAckEvent(delivery.id()));
		});
		session.leave(null);
		session.close(this.batchState.notAttempted());
		assertThat(confirmations).hasSize(2);
		assertThat(delivery.nack().cause()).isInstanceOf(NotCompletedException.class);
	}

	private static void receive(ScopeSession session) {
		assertThatCode(session::receive).doesNotThrowAnyException();
	}

	@Test
	void messageThatIsNotConfirmedByTheDeadlineNacksAsUndecided() {
		receiveAll();
		this.session.send(MESSAGE);
		ack(0);
		close(Deadline.of(Duration.ofMillis(1), Duration.ZERO));
		assertThat(this.deliveries.get(0).nack().message())
			.isEqualTo("A message was not confirmed in time, may still arrive");
		assertThat(this.deliveries.get(0).nack().cause()).isInstanceOf(NotCompletedException.class);
	}

	@Test
	void scopeThatNeverBeganIsUndecided() {
		this.session.close(this.batchState.notAttempted());
		assertThat(this.deliveries).allSatisfy((delivery) -> {
			assertThat(delivery.nack().message()).isEqualTo("Not attempted: its turn did not come");
			assertThat(delivery.nack().isUndecided()).isTrue();
		});
	}

	@Test
	void causeWithoutStackTraceIsNotLogged(CapturedOutput output) {
		receiveAll();
		send(new MessageNackEvent("orders:0:0", "later", new NotCompletedException("later")));
		assertThat(output).doesNotContain("orders:0:0");
	}

	private MessageReceiveEvent receive() {
		try {
			return (MessageReceiveEvent) this.session.receive();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<MessageReceiveEvent> receiveAll() {
		return this.deliveries.stream().map((delivery) -> receive()).toList();
	}

	private void close(Deadline deadline) {
		try {
			this.session.await(deadline);
			this.session.leave(null);
			this.session.await(deadline);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		this.session.close(this.batchState.notAttempted());
	}

	private void ack(int offset) {
		send(new MessageAckEvent("orders:0:" + offset));
	}

	private void send(SendEvent event) {
		assertThat(this.session.send(event)).isCompleted();
	}

	private static KafkaRecord record(long offset) {
		return new KafkaRecord("orders-0", "orders", 0, offset, null, null, List.of(), null, null, null, null, null,
				Map.of());
	}

}
