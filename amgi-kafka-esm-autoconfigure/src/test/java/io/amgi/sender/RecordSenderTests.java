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

package io.amgi.sender;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;

import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.SendEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class RecordSenderTests {

	private static final OutboundMessage MESSAGE = OutboundMessage.to("invoices").payload("1");

	private static final IllegalStateException FAILURE = new IllegalStateException("not leader");

	private final List<SendEvent> events = new ArrayList<>();

	private final List<CompletableFuture<Void>> confirmations = new ArrayList<>();

	private final RecordSender sender = new RecordSender(this::send,
			new OutboundMessageConverter(new JacksonJsonMessageConverter()), "orders:0:1");

	@Test
	void recordThatSentNothingIsDone() {
		assertThat(this.sender.failure()).isNull();
	}

	@Test
	void addressAndPayloadMakeAMessage() {
		this.sender.send("invoices", "1");
		assertThat(this.events).singleElement()
			.isInstanceOfSatisfying(MessageSendEvent.class,
					(event) -> assertThat(event.payload()).containsExactly('1'));
	}

	@Test
	void recordIsDoneOnceAllIsConfirmed() {
		this.sender.send(MESSAGE);
		this.sender.send(MESSAGE);
		CompletableFuture<Void> end = this.sender.end();
		confirm(1);
		assertThat(end).isNotDone();
		confirm(0);
		assertThat(end).isCompleted();
		assertThat(this.sender.failure()).isNull();
	}

	@Test
	void sendsThatFollowAConfirmationBelongToTheRecord() {
		CompletableFuture<Void> second = this.sender.send(MESSAGE).thenCompose((sent) -> this.sender.send(MESSAGE));
		CompletableFuture<Void> end = this.sender.end();
		confirm(0);
		assertThat(this.events).hasSize(2);
		assertThat(end).isNotDone();
		confirm(1);
		assertThat(end).isCompleted();
		assertThat(second).isCompleted();
		assertThat(this.sender.failure()).isNull();
	}

	@Test
	void sendsAfterTheEndAreWarnedOfOnce(CapturedOutput output) {
		this.sender.end();
		assertThat(this.sender.send(MESSAGE)).isCompletedExceptionally();
		assertThat(this.sender.send(MESSAGE)).isCompletedExceptionally();
		assertThat(this.events).isEmpty();
		assertThat(output.getAll().split("A message to 'invoices' was sent after the end of its record", -1))
			.hasSize(2);
	}

	@Test
	void futureCompletesWithTheConfirmation() {
		CompletableFuture<Void> sent = this.sender.send(MESSAGE);
		assertThat(sent).isNotDone();
		confirm(0);
		assertThat(sent).isCompleted();
	}

	@Test
	void firstFailureCountsAgainstTheRecordOnceAllIsSettled() {
		this.sender.send(MESSAGE);
		this.sender.send(MESSAGE);
		this.sender.send(MESSAGE);
		CompletableFuture<Void> end = this.sender.end();
		this.confirmations.get(2).completeExceptionally(new IllegalStateException("later"));
		this.confirmations.get(1).completeExceptionally(new CompletionException(FAILURE));
		assertThat(end).isNotDone();
		confirm(0);
		assertThat(end).isCompleted();
		assertThat(this.sender.failure()).isSameAs(FAILURE);
	}

	@Test
	void failureThatLeavesOpenWhetherAMessageHasArrivedGoesFirst() {
		this.sender.send(MESSAGE);
		this.sender.send(MESSAGE);
		NotCompletedException unconfirmed = new NotCompletedException("not confirmed");
		this.confirmations.get(0).completeExceptionally(FAILURE);
		this.confirmations.get(1).completeExceptionally(unconfirmed);
		assertThat(this.sender.failure()).isSameAs(unconfirmed);
	}

	@Test
	void bestEffortIsWaitedForAndMayFail() {
		this.sender.send(MESSAGE.bestEffort());
		CompletableFuture<Void> end = this.sender.end();
		assertThat(end).isNotDone();
		fail(0);
		assertThat(end).isCompleted();
		assertThat(this.sender.failure()).isNull();
	}

	@Test
	void failureThatTheHandlerJoinedDoesNotCount() {
		CompletableFuture<Void> sent = this.sender.send(MESSAGE);
		fail(0);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(sent::join).withCause(FAILURE);
		assertThat(this.sender.failure()).isNull();
	}

	@Test
	void failureThatTheHandlerGotDoesNotCount() {
		CompletableFuture<Void> sent = this.sender.send(MESSAGE);
		fail(0);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(sent::get).withCause(FAILURE);
		assertThat(this.sender.failure()).isNull();
	}

	@Test
	void failureThatTheHandlerGaveUpWaitingForCounts() {
		CompletableFuture<Void> sent = this.sender.send(MESSAGE);
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> sent.get(1, TimeUnit.NANOSECONDS));
		fail(0);
		assertThat(this.sender.failure()).isSameAs(FAILURE);
	}

	@Test
	void failureThatTheHandlerOnlyAskedForCounts() {
		CompletableFuture<Void> sent = this.sender.send(MESSAGE);
		fail(0);
		assertThat(sent.isCompletedExceptionally()).isTrue();
		assertThat(this.sender.failure()).isSameAs(FAILURE);
	}

	@Test
	void futureThatTheHandlerCompletesIsNoConfirmation() {
		this.sender.send(MESSAGE).complete(null);
		CompletableFuture<Void> end = this.sender.end();
		assertThat(end).isNotDone();
		fail(0);
		assertThat(end).isCompleted();
		assertThat(this.sender.failure()).isSameAs(FAILURE);
	}

	@Test
	void messagesBelongToTheRecord() {
		this.sender.send(MESSAGE);
		assertThat(this.events).singleElement()
			.extracting((event) -> ((MessageSendEvent) event).messageId())
			.isEqualTo("orders:0:1");
	}

	@Test
	void messageThatCannotBeConvertedCountsAgainstTheRecord() {
		List<Object> itself = new ArrayList<>();
		itself.add(itself);
		assertThat(this.sender.send("invoices", itself)).isCompletedExceptionally();
		assertThat(this.events).isEmpty();
		assertThat(this.sender.failure()).hasMessageStartingWith("Couldn't convert the payload of type ArrayList");
	}

	@Test
	void messageAfterTheEndFailsWithoutBeingSent() {
		this.sender.end();
		CompletableFuture<Void> sent = this.sender.send(MESSAGE);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(sent::join)
			.havingCause()
			.withMessage("A message to 'invoices' was sent after the end of its record");
		assertThat(this.events).isEmpty();
	}

	@Test
	void messagesOfSeveralThreadsAreAllWaitedFor() {
		RecordSender sender = new RecordSender((event) -> CompletableFuture.failedFuture(FAILURE),
				new OutboundMessageConverter(new JacksonJsonMessageConverter()), "orders:0:1");
		List<CompletableFuture<Void>> sent = IntStream.range(0, 1000)
			.parallel()
			.mapToObj((i) -> sender.send(MESSAGE))
			.toList();
		sent.stream()
			.skip(1)
			.forEach((one) -> assertThatExceptionOfType(CompletionException.class).isThrownBy(one::join));
		assertThat(sender.failure()).isSameAs(FAILURE);
		sent.forEach((one) -> assertThatExceptionOfType(CompletionException.class).isThrownBy(one::join));
		assertThat(sender.failure()).isNull();
	}

	private synchronized CompletableFuture<Void> send(SendEvent event) {
		this.events.add(event);
		this.confirmations.add(new CompletableFuture<>());
		return this.confirmations.get(this.confirmations.size() - 1);
	}

	private void confirm(int index) {
		this.confirmations.get(index).complete(null);
	}

	private void fail(int index) {
		this.confirmations.get(index).completeExceptionally(FAILURE);
	}

}
