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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.OnNack;
import io.amgi.esm.TestContext;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Send;
import io.amgi.server.RecordOutcome.Kind;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchObserverTests {

	private final Recorder recorder = new Recorder();

	@Test
	void observerSeesRawApplications() {
		Thread invoking = Thread.currentThread();
		BatchOutcome outcome = process(OnNack.REPORT, "ack", "nack", "ack");
		assertThat(this.recorder.settled).containsExactly("0 ACKED", "1 NACKED", "2 NOT_COMPLETED");
		assertThat(this.recorder.closed).containsExactly(outcome);
		assertThat(this.recorder.threads).doesNotContain(invoking);
		assertThat(this.recorder.openedOn).isSameAs(invoking);
		assertThat(this.recorder.closedOn).isSameAs(invoking);
	}

	@Test
	void handlersRunInTheScopeOfTheirRecord() {
		List<String> offsets = new ArrayList<>();
		process((scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				offsets.add(message.id() + " in " + Recorder.current.get());
				send.send(new MessageAckEvent(message.id()));
			}
			while (message.moreMessages());
		}, TestMapping::build, "a", "b");
		assertThat(offsets).containsExactly("orders:0:0 in 0", "orders:0:1 in 1");
		assertThat(this.recorder.openScopes).hasValue(0);
	}

	@Test
	void deadLettersAreSettledWhenTheyArePublished() {
		CompletableFuture<Void> confirmation = new CompletableFuture<>();
		List<String> scopes = new CopyOnWriteArrayList<>();
		TestMapping mapping = mapping(deciding()).onNack(OnNack.LOG).deadLetters((letter, send) -> {
			scopes.add("published in " + Recorder.current.get());
			this.recorder.onScopeClosed = () -> confirmation.complete(null);
			return confirmation;
		}, DeadLetterOn.ALL);
		process(mapping, "ack", "nack");
		assertThat(this.recorder.settled).containsExactly("0 ACKED", "1 DEAD_LETTERED");
		assertThat(scopes).containsExactly("published in 1");
	}

	@Test
	void deadLettersThatGoLastAreSettledAfterThem() {
		TestMapping mapping = mapping(deciding()).onNack(OnNack.ERROR)
			.deadLetters((letter, send) -> CompletableFuture.completedFuture(null), DeadLetterOn.ALL);
		process(mapping, "ack", "nack");
		assertThat(this.recorder.settled).containsExactly("0 ACKED", "1 DEAD_LETTERED");
	}

	@Test
	void acksThatAFailedSendRevokesAreSettledAsNacks() {
		TestMapping mapping = mapping((scope, receive, send) -> {
			MessageReceiveEvent message = (MessageReceiveEvent) receive.receive();
			send.send(new MessageAckEvent(message.id()));
			send.send(new MessageSendEvent("invoices", List.of(), null, Map.of()));
		}).messageSend((message) -> CompletableFuture.failedFuture(new NotCompletedException("lost")));
		process(mapping.onNack(OnNack.REPORT), "a");
		assertThat(this.recorder.settled).containsExactly("0 NOT_COMPLETED");
	}

	@Test
	void undecodableRecordsAreSettled() {
		EventJson event = EventJson.event().record("orders", 0, 0).recordWith("value", "***");
		mapping(deciding()).onNack(OnNack.LOG).build().process(event.stream(), null);
		assertThat(this.recorder.settled).containsExactly("0 NACKED");
	}

	@Test
	void failureIsLoggedInTheScopeOfItsRecord(CapturedOutput output) {
		this.recorder.onScope = (record, nested) -> System.out.println("scope " + record.offset());
		process((scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
			}
			while (message.moreMessages());
			send.send(MessageNackEvent.because("orders:0:0", new IllegalStateException("boom")));
			send.send(new MessageAckEvent("orders:0:1"));
		}, TestMapping::build, "a", "b");
		assertThat(output.getOut()).containsSubsequence("scope 1", "scope 0", "Couldn't process record orders:0:0");
	}

	@ParameterizedTest
	@EnumSource(names = { "LOG", "REPORT" })
	void lineThatReportsANackIsWrittenInTheScopeOfItsRecord(OnNack onNack, CapturedOutput output) {
		this.recorder.onScope = (record, nested) -> System.out.println("scope " + record.offset());
		process(onNack, "ack", "nack");
		assertThat(output.getOut()).containsSubsequence("scope 0", "scope 1", "scope 1",
				"Failed to process record topic=orders, partition=0, offset=1");
		assertThat(this.recorder.threads).doesNotContain(Thread.currentThread());
		assertThat(this.recorder.openScopes).hasValue(0);
	}

	@Test
	void observerThatHangsKeepsNoLineBack(CapturedOutput output) {
		CompletableFuture<Void> released = new CompletableFuture<>();
		this.recorder.onSettled = released::join;
		KafkaEventSourceMapping mapping = mapping(deciding()).onNack(OnNack.LOG).build();
		mapping.process(records("ack", "nack").stream(), TestContext.endingIn(2_500));
		assertThat(output).containsOnlyOnce("Failed to process record topic=orders, partition=0, offset=1");
		released.complete(null);
	}

	@Test
	void observerThatFailsIsLoggedOnceAndHarmsNothing(CapturedOutput output) {
		this.recorder.onScope = (record, nested) -> {
			throw new IllegalStateException("scope failed");
		};
		this.recorder.onSettled = () -> {
			throw new IllegalStateException("settled failed");
		};
		assertThat(process(OnNack.LOG, "ack", "ack").nacks()).isEmpty();
		assertThat(output).containsOnlyOnce("Ignored the failure of an observer");
	}

	@Test
	void observerWithoutInterestInOutcomesNeedsNoThread() {
		List<Thread> started = new CopyOnWriteArrayList<>();
		BatchObservation scopes = new BatchObservation() {

			@Override
			public boolean observesOutcomes() {
				return false;
			}

			@Override
			public void settled(InboundRecord record, RecordOutcome outcome) {
				started.add(Thread.currentThread());
			}

		};
		mapping(deciding()).observers(List.of((batch) -> scopes)).build().process(records("ack", "ack").stream(), null);
		assertThat(started).isEmpty();
	}

	@Test
	void observerThatCannotBeOpenedIsLeftOut() {
		List<BatchObserver> observers = List.of((batch) -> {
			throw new IllegalStateException("no");
		}, (batch) -> null, this.recorder);
		assertThat(mapping(deciding()).observers(observers).build().process(records("ack").stream(), null).nacks())
			.isEmpty();
		assertThat(this.recorder.settled).containsExactly("0 ACKED");
	}

	@Test
	void observerThatHangsDoesNotHoldTheOutcomeBack() {
		CompletableFuture<Void> released = new CompletableFuture<>();
		this.recorder.onSettled = released::join;
		KafkaEventSourceMapping mapping = mapping(deciding()).onNack(OnNack.LOG).build();
		BatchOutcome outcome = mapping.process(records("ack", "ack").stream(), TestContext.endingIn(2_500));
		released.complete(null);
		assertThat(outcome.nacks()).isEmpty();
		assertThat(this.recorder.closed).hasSize(1);
	}

	@Test
	void groupOffersItsIdsBeforeTheyAreReceived() {
		List<Object> ids = new ArrayList<>();
		process((scope, receive, send) -> {
			ids.add(scope.extensions().get("amgi.group").get("ids"));
			ids.add(Map.copyOf(scope.extensions()).get("amgi.group").get("ids"));
		}, TestMapping::build, "a", "b");
		assertThat(ids).containsOnly(List.of("orders:0:0", "orders:0:1"));
	}

	private BatchOutcome process(OnNack onNack, String... values) {
		return process(mapping(deciding()).onNack(onNack), values);
	}

	private void process(MessageHandler application, Function<TestMapping, KafkaEventSourceMapping> build,
			String... values) {
		build.apply(mapping(application)).process(records(values).stream(), null);
	}

	private static BatchOutcome process(TestMapping mapping, String... values) {
		return mapping.build().process(records(values).stream(), TestContext.endingIn(60_000));
	}

	private TestMapping mapping(MessageHandler application) {
		AmgiApplication messages = (scope, receive, send) -> application.handle((MessageScope) scope, receive, send);
		return TestMapping.builder(messages).observers(List.of(this.recorder));
	}

	private static MessageHandler deciding() {
		return (scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				boolean nack = new String(message.payload()).equals("nack");
				send.send(nack ? new MessageNackEvent(message.id(), "no") : new MessageAckEvent(message.id()));
			}
			while (message.moreMessages());
		};
	}

	private static EventJson records(String... values) {
		EventJson event = EventJson.event();
		for (int i = 0; i < values.length; i++) {
			event.record("orders", 0, i).value(values[i]);
		}
		return event;
	}

	interface MessageHandler {

		void handle(MessageScope scope, Receive receive, Send send) throws Exception;

	}

	/**
	 * Records what it sees of one batch.
	 */
	static final class Recorder implements BatchObserver, BatchObservation {

		private static final ThreadLocal<Long> current = new ThreadLocal<>();

		private final List<String> settled = new CopyOnWriteArrayList<>();

		private final List<BatchOutcome> closed = new CopyOnWriteArrayList<>();

		private final List<Thread> threads = new CopyOnWriteArrayList<>();

		private final AtomicInteger openScopes = new AtomicInteger();

		private volatile Thread openedOn;

		private volatile Thread closedOn;

		private volatile BiConsumer<InboundRecord, Boolean> onScope = (record, nested) -> {
		};

		private volatile Runnable onScopeClosed = () -> {
		};

		private volatile Runnable onSettled = () -> {
		};

		@Override
		public BatchObservation open(InboundBatch batch) {
			this.openedOn = Thread.currentThread();
			return this;
		}

		@Override
		public RecordScope scope(InboundRecord record) {
			Long outer = current.get();
			this.onScope.accept(record, outer != null);
			this.threads.add(Thread.currentThread());
			this.openScopes.incrementAndGet();
			current.set(record.offset());
			return () -> {
				current.set(outer);
				this.openScopes.decrementAndGet();
				this.onScopeClosed.run();
			};
		}

		@Override
		public void settled(InboundRecord record, RecordOutcome outcome) {
			this.threads.add(Thread.currentThread());
			this.settled.add(record.offset() + " " + outcome.kind());
			assertThat(outcome.nack() == null).isEqualTo(outcome.kind() == Kind.ACKED);
			this.onSettled.run();
		}

		@Override
		public void close(BatchOutcome outcome) {
			this.closedOn = Thread.currentThread();
			this.closed.add(outcome);
		}

	}

}
