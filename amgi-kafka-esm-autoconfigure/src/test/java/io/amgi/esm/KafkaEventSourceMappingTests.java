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

package io.amgi.esm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.esm.event.InvalidKafkaEventException;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Send;
import io.amgi.server.AfterFailure;
import io.amgi.server.BatchOutcome;
import io.amgi.server.Ordering;
import io.amgi.server.ProcessingOptions;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class KafkaEventSourceMappingTests {

	private static final ProcessingOptions ONE_BY_ONE = new ProcessingOptions(Ordering.PARTITION, 1, null,
			Duration.ZERO, false);

	private final List<MessageScope> scopes = new ArrayList<>();

	private final List<MessageReceiveEvent> received = new ArrayList<>();

	@Test
	void scopeIsOpenedPerTopicPartitionWhateverTheMapKeys() {
		handle(acking(),
				EventJson.event()
					.record("a", "orders", 0, 1)
					.record("a", "payments", 0, 1)
					.record("b", "orders", 0, 2)
					.record("b", "orders", 1, 1));
		assertThat(this.scopes).extracting(MessageScope::address).containsExactly("orders", "payments", "orders");
		assertThat(this.received).extracting(MessageReceiveEvent::id)
			.containsExactly("orders:0:1", "orders:0:2", "payments:0:1", "orders:1:1");
		assertThat(this.received).extracting(MessageReceiveEvent::moreMessages)
			.containsExactly(true, false, false, false);
	}

	@Test
	void messageHasWhatTheRecordHas() {
		handle(acking(),
				EventJson.event().record("orders", 0, 1).key("k").value("v").recordWith("timestamp", 5).header("h", 1));
		MessageReceiveEvent message = this.received.get(0);
		assertThat(message.payload()).asString().isEqualTo("v");
		assertThat(message.headers()).singleElement().hasFieldOrPropertyWithValue("name", "h");
		assertThat(message.bindings()).containsOnlyKeys("kafka");
		assertThat(message.bindings().get("kafka")).containsEntry("key", "k".getBytes())
			.containsEntry("partition", 0)
			.containsEntry("offset", 1L)
			.containsEntry("timestamp", 5L)
			.doesNotContainKeys("timestampType", "keySchemaMetadata", "valueSchemaMetadata");
	}

	@Test
	void keyIsAlwaysBound() {
		handle(acking(), EventJson.event().record("orders", 0, 1));
		assertThat(this.received.get(0).bindings().get("kafka")).containsEntry("key", null);
	}

	@Test
	void scopeHasVersionsAndOutOfOrderAcksAndNoDeadlineWithoutContext() {
		handle(acking(), EventJson.event().record("orders", 0, 1));
		MessageScope scope = this.scopes.get(0);
		assertThat(scope.amgi().version()).isEqualTo("1.0");
		assertThat(scope.amgi().specVersion()).isEqualTo("1.0");
		assertThat(scope.extensions()).containsOnlyKeys("message.ack.out_of_order", "amgi.failure", "amgi.event_source",
				"amgi.group", "amgi.batch");
	}

	@Test
	void scopeNamesTheEventSource() {
		handle(acking(),
				EventJson.event()
					.with("eventSourceArn", "arn:aws:kafka:eu-west-1:1:cluster/a")
					.with("bootstrapServers", "b:9092,a:9092")
					.record("orders", 0, 1));
		handle(acking(), EventJson.event().without("bootstrapServers").record("orders", 0, 1));
		assertThat(this.scopes).extracting((scope) -> scope.extensions().get("amgi.event_source"))
			.containsExactly(Map.of("arn", "arn:aws:kafka:eu-west-1:1:cluster/a", "bootstrapServers", "b:9092,a:9092"),
					null);
	}

	@Test
	void scopeHasContextAndDeadlineOnLambda() {
		Context context = TestContext.endingIn(5000);
		TestMapping.builder(acking()).build().handle(EventJson.event().record("orders", 0, 1).stream(), context);
		MessageScope scope = this.scopes.get(0);
		assertThat(scope.extensions().get("aws.lambda")).containsEntry("context", context);
		assertThat(scope.extensions().get("amgi.deadline")).hasEntrySatisfying("at",
				(at) -> assertThat((Instant) at).isAfter(Instant.now()));
	}

	@Test
	void eachScopeHasItsOwnCopyOfTheState() {
		Map<String, Object> state = Map.of("pool", "p");
		KafkaEventSourceMapping mapping = TestMapping.builder((scope, receive, send) -> {
			this.scopes.add((MessageScope) scope);
			scope.state().put("scratch", scope.state().size());
		}).state(() -> state).processing(ONE_BY_ONE).onNack(OnNack.REPORT).build();
		mapping.handle(EventJson.event().record("orders", 0, 1).record("orders", 1, 1).stream(), null);
		assertThat(this.scopes).extracting(MessageScope::state)
			.containsExactly(Map.of("pool", "p", "scratch", 1), Map.of("pool", "p", "scratch", 1));
	}

	@Test
	void acknowledgedRecordsMakeAnEmptyResponse() {
		BatchResponse response = handle(acking(), EventJson.event().record("orders", 0, 1));
		assertThat(new String(response.toJson())).isEqualTo("{\"batchItemFailures\":[]}");
	}

	@Test
	void eventWithoutRecordsSucceedsWithoutTheApplication() {
		assertThat(handle(acking(), EventJson.event()).batchItemFailures()).isEmpty();
		assertThat(this.scopes).isEmpty();
	}

	@Test
	void nacksAreLoggedOneLineEach(CapturedOutput output) {
		BatchResponse response = handle((scope, receive, send) -> {
			nack((MessageReceiveEvent) receive.receive(), "first\nline", null, send);
			receive.receive();
		}, EventJson.event().record("orders", 0, 15).record("orders", 0, 16));
		assertThat(response.batchItemFailures()).isEmpty();
		assertThat(output.getAll().lines().filter((line) -> line.contains("ERROR"))).satisfiesExactly(
				(line) -> assertThat(line).endsWith(
						"Failed to process record topic=orders, partition=0, offset=15, message=first\\u000aline"),
				(line) -> assertThat(line).endsWith(
						"Failed to process record topic=orders, partition=0, offset=16, message=Ack not received"));
	}

	@Test
	void nacksFailTheInvocationInTheOrderOfTheEvent() {
		EventJson event = EventJson.event()
			.record("orders", 1, 15)
			.record("orders", 0, 7)
			.record("payments", 0, 1)
			.recordWith("value", "*")
			.record("orders", 1, 16);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> handle(failing(new IllegalStateException("boom")), OnNack.ERROR, event))
			.withMessage(
					"""
							Failed to process record topic=orders, partition=1, offset=15, message=boom
							Failed to process record topic=orders, partition=1, offset=16, message=boom
							Failed to process record topic=orders, partition=0, offset=7, message=boom
							Failed to process record topic=payments, partition=0, offset=1, message=Couldn't decode record: expected 'value' to be base64""")
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty())
			.satisfies(
					(ex) -> assertThat(ex.getNacks()).extracting(RecordNack::offset).containsExactly(15L, 16L, 7L, 1L));
	}

	@Test
	void acknowledgedRecordsAreNotInTheException() {
		AmgiApplication application = (scope, receive, send) -> {
			ack((MessageReceiveEvent) receive.receive(), send);
			throw new IllegalStateException();
		};
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> handle(application, OnNack.ERROR,
					EventJson.event().record("orders", 0, 1).record("orders", 0, 2)))
			.withMessage(
					"Failed to process record topic=orders, partition=0, offset=2, message=java.lang.IllegalStateException");
	}

	@Test
	void failingScopeLeavesOthersAlone() {
		AmgiApplication application = (scope, receive, send) -> {
			if (scope instanceof MessageScope message && message.address().equals("orders")) {
				throw new IllegalStateException("boom");
			}
			acking().call(scope, receive, send);
		};
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> handle(application, OnNack.ERROR,
					EventJson.event().record("orders", 0, 1).record("payments", 0, 1)))
			.satisfies((ex) -> assertThat(ex.getNacks()).extracting(RecordNack::topic).containsExactly("orders"));
		assertThat(this.received).extracting(MessageReceiveEvent::id).containsExactly("payments:0:1");
	}

	@Test
	void recordWithoutPlaceIsNackedWithoutTheApplication() {
		assertThatExceptionOfType(NackException.class).isThrownBy(
				() -> handle(acking(), OnNack.ERROR, EventJson.event().record("orders", 0, 1).recordWithout("topic")))
			.withMessage(
					"Failed to process record topic=null, partition=0, offset=1, message=Couldn't decode record: 'topic' is missing");
		assertThat(this.scopes).isEmpty();
	}

	@Test
	void longMessageIsCut() {
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> handle(failing(new IllegalStateException("x".repeat(5000))), OnNack.ERROR,
					EventJson.event().record("orders", 0, 1)))
			.satisfies((ex) -> assertThat(ex.getNacks().get(0).message()).hasSize(1024));
	}

	@Test
	void recordThatNobodyDecidedOnFailsTheInvocationEvenWhenNacksAreLogged() {
		AmgiApplication application = (scope, receive, send) -> nack((MessageReceiveEvent) receive.receive(), "later",
				new NotCompletedException("later"), send);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> handle(application, EventJson.event().record("orders", 0, 1)));
	}

	@Test
	void stackOverflowNacksAndOtherErrorsFailTheInvocation() {
		EventJson event = EventJson.event().record("orders", 0, 1);
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> handle(failing(new StackOverflowError()), OnNack.ERROR, event));
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> handle(failing(new OutOfMemoryError("boom")), OnNack.LOG, event));
	}

	@Test
	void tenStackTracesAreLoggedAtMost(CapturedOutput output) {
		EventJson event = EventJson.event();
		for (int partition = 0; partition < 30; partition++) {
			event.record("orders", partition, 1);
		}
		handle((scope, receive, send) -> {
			throw new IllegalStateException("boom");
		}, event);
		assertThat(output.getAll().lines().filter("java.lang.IllegalStateException: boom"::equals)).hasSize(10);
	}

	@Test
	void badEventFailsBeforeAnyRecordIsHandled() {
		EventJson event = EventJson.event().record("orders", 0, 1).record("orders", 0, 2).recordWithout("offset");
		assertThatExceptionOfType(InvalidKafkaEventException.class).isThrownBy(() -> handle(acking(), event));
		assertThat(this.scopes).isEmpty();
	}

	@Test
	void messagesAreSentByTheGivenMessageSend() {
		List<MessageSendEvent> sent = new ArrayList<>();
		TestMapping.builder(sending("invoices")).messageSend((message) -> {
			sent.add(message);
			return CompletableFuture.completedFuture(null);
		}).onNack(OnNack.ERROR).build().handle(EventJson.event().record("orders", 0, 1).stream(), null);
		assertThat(sent).extracting(MessageSendEvent::address).containsExactly("invoices");
	}

	@Test
	void messagesWithoutAnythingToSendByFail() {
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> handle(sending("invoices"), OnNack.ERROR, EventJson.event().record("orders", 0, 1)))
			.withMessageContaining("message=There is no MessageSend to send by");
	}

	@ParameterizedTest
	@EnumSource(OnNack.class)
	void outcomeIsToldWhateverBecomesOfNacks(OnNack onNack) {
		KafkaEventSourceMapping mapping = TestMapping.builder(failing(new IllegalStateException("closed")))
			.onNack(onNack)
			.build();
		assertThat(mapping.process(EventJson.event().record("orders", 0, 7).stream(), null).nacks()).singleElement()
			.hasToString("Failed to process record topic=orders, partition=0, offset=7, message=closed");
	}

	@Test
	void outcomeIsAnsweredAsOnNackSays() {
		KafkaEventSourceMapping mapping = TestMapping.builder(failing(new IllegalStateException("closed")))
			.onNack(OnNack.REPORT)
			.build();
		EventJson event = EventJson.event().record("orders", 0, 7);
		assertThat(mapping.respond(mapping.process(event.stream(), null)))
			.isEqualTo(mapping.handle(event.stream(), null));
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 1_024 })
	void errorOfManyRecordsListsAHundredAtMost(int length) {
		EventJson event = EventJson.event();
		LongStream.range(0, 10_000).forEach((offset) -> event.record("orders", 0, offset));
		KafkaEventSourceMapping mapping = TestMapping.builder((scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				nack(message, "\u20ac".repeat(length), null, send);
			}
			while (message.moreMessages());
		}).onNack(OnNack.ERROR).build();
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> mapping.handle(event.stream(), null))
			.satisfies((ex) -> {
				assertThat(ex.getNacks()).hasSize(10_000);
				assertThat(ex.getMessage().lines()).hasSizeLessThanOrEqualTo(101)
					.last()
					.asString()
					.matches("Failed to process \\d{4} more records");
				assertThat(ex.getMessage().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(256 * 1024);
			});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void interruptOfTheInvokingThreadFailsItsInvocationAlone(boolean withDeadline) {
		Context context = withDeadline ? TestContext.endingIn(60_000) : null;
		AmgiApplication waiting = (scope, receive, send) -> {
			MessageReceiveEvent message = (MessageReceiveEvent) receive.receive();
			if (message.id().endsWith(":1")) {
				new CountDownLatch(1).await();
			}
			ack(message, send);
		};
		KafkaEventSourceMapping mapping = TestMapping.builder(waiting).onNack(OnNack.LOG).build();
		Thread.currentThread().interrupt();
		assertThatIllegalStateException()
			.isThrownBy(() -> mapping.process(EventJson.event().record("orders", 0, 1).stream(), context))
			.withMessage("The invocation was interrupted");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(mapping.process(EventJson.event().record("orders", 0, 2).stream(), context).nacks()).isEmpty();
	}

	@Test
	void interruptThatAHandlerLeavesBehindFailsNoOtherRecord() {
		AmgiApplication interrupting = (scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				TimeUnit.NANOSECONDS.sleep(1);
				send.send(new MessageAckEvent(message.id()));
				Thread.currentThread().interrupt();
			}
			while (message.moreMessages());
		};
		KafkaEventSourceMapping mapping = TestMapping.builder(interrupting)
			.processing(new ProcessingOptions(Ordering.PARTITION, 1, AfterFailure.STOP, Duration.ofSeconds(1), false))
			.build();
		EventJson event = EventJson.event().record("orders", 0, 1).record("orders", 0, 2).record("orders", 1, 1);
		assertThat(mapping.process(event.stream(), TestContext.endingIn(60_000)).nacks()).isEmpty();
	}

	@Test
	void outcomeOfAcknowledgedRecordsIsEmpty() {
		KafkaEventSourceMapping mapping = TestMapping.builder(acking()).build();
		assertThat(mapping.process(EventJson.event().record("orders", 0, 7).stream(), null))
			.isEqualTo(new BatchOutcome(List.of(), List.of()));
	}

	private AmgiApplication acking() {
		return (scope, receive, send) -> {
			this.scopes.add((MessageScope) scope);
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				this.received.add(message);
				ack(message, send);
			}
			while (message.moreMessages());
		};
	}

	private static AmgiApplication sending(String address) {
		return (scope, receive, send) -> {
			send.send(new MessageSendEvent(address, List.of(), null, Map.of()));
			ack((MessageReceiveEvent) receive.receive(), send);
		};
	}

	private static AmgiApplication failing(Throwable failure) {
		return (scope, receive, send) -> {
			if (failure instanceof Error error) {
				throw error;
			}
			throw (Exception) failure;
		};
	}

	private static void ack(MessageReceiveEvent message, Send send) {
		assertThat(send.send(new MessageAckEvent(message.id()))).isCompleted();
	}

	private static void nack(MessageReceiveEvent message, String reason, Throwable cause, Send send) {
		assertThat(send.send(new MessageNackEvent(message.id(), reason, cause))).isCompleted();
	}

	private static BatchResponse handle(AmgiApplication application, EventJson event) {
		return handle(application, OnNack.LOG, event);
	}

	private static BatchResponse handle(AmgiApplication application, OnNack onNack, EventJson event) {
		return TestMapping.builder(application)
			.onNack(onNack)
			.processing(ONE_BY_ONE)
			.build()
			.handle(event.stream(), null);
	}

}
