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

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.internal.LogText;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Receive;
import io.amgi.protocol.ReceiveEvent;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;
import io.amgi.server.BatchObservation.RecordScope;

/**
 * The server's side of one message scope: hands its records to the application one after
 * another, sends its messages, and acts on {@link ScopeDecisions decisions}. Exceptions
 * of the application are read, failures logged and dead letters published here, outside
 * of any lock.
 */
final class ScopeSession implements Receive, Send {

	private final BatchState batch;

	private final MessageSend messageSend;

	private final ScopeSends sends;

	private final SequentialPublisher publisher;

	private final ScopeDecisions decisions;

	private RecordScope turn = RecordScope.NONE;

	/**
	 * Creates a session.
	 * @param deliveries the scope's records in their order, at least one
	 * @param batch the state of the batch
	 * @param messageSend sends the application's messages
	 * @param threads the threads of the batch for settlements and dead letters
	 */
	ScopeSession(List<RecordDelivery> deliveries, BatchState batch, MessageSend messageSend, BatchThreads threads) {
		this.batch = batch;
		this.messageSend = messageSend;
		this.sends = new ScopeSends(threads.settlements());
		this.publisher = threads.publisher();
		this.decisions = new ScopeDecisions(deliveries, batch, this.sends);
	}

	ScopeDecisions decisions() {
		return this.decisions;
	}

	/**
	 * Prepares the first record.
	 * @return whether there is a record for the application
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean begin() throws InterruptedException {
		endTurn();
		return this.decisions.hasNext();
	}

	@Override
	public ReceiveEvent receive() throws InterruptedException {
		endTurn();
		MessageReceiveEvent event = this.decisions.deliver();
		this.turn = scope(this.decisions.current());
		return event;
	}

	private RecordScope scope(RecordDelivery delivery) {
		return this.batch.observations().scope(delivery.record());
	}

	// A record that cannot be delivered fails in its place.
	private void endTurn() throws InterruptedException {
		closeTurn();
		this.batch.forgetInterrupt();
		do {
			confirmTurn();
		}
		while (passDefect());
	}

	private void closeTurn() {
		RecordScope turn = this.turn;
		this.turn = RecordScope.NONE;
		turn.close();
	}

	// Where a failure stops the records behind it, a turn ends when its sends are
	// confirmed.
	private void confirmTurn() throws InterruptedException {
		if (this.batch.stopsGroups() && !this.batch.isCut()) {
			this.sends.awaitTurn();
			Throwable failure = this.sends.scopeFailure();
			if (failure != null) {
				process(this.decisions.revokeAcks(this.batch.refusal(failure)));
				this.sends.await(Long.MAX_VALUE);
			}
		}
	}

	private boolean passDefect() {
		ScopeFailures failures = this.decisions.passDefect();
		if (failures != null) {
			process(failures);
		}
		return failures != null;
	}

	@Override
	public CompletableFuture<Void> send(SendEvent event) {
		if (event instanceof MessageSendEvent message) {
			return sendMessage(message);
		}
		if (event instanceof MessageAckEvent ack) {
			acknowledge(ack);
		}
		else if (event instanceof MessageNackEvent nack) {
			refuse(nack);
		}
		else {
			throw new IllegalStateException("'%s' sent in a message scope".formatted(event.type()));
		}
		return CompletableFuture.completedFuture(null);
	}

	private CompletableFuture<Void> sendMessage(MessageSendEvent message) {
		TrackedSend send = this.decisions.addSend(message);
		if (send == null) {
			return CompletableFuture.failedFuture(new IllegalStateException(
					"'message.send' to '%s' after the end of its scope".formatted(LogText.of(message.address()))));
		}
		send.send(message, this.messageSend);
		return send;
	}

	private void acknowledge(MessageAckEvent ack) {
		if (!this.decisions.acknowledge(ack)) {
			this.batch.failureLog().logIgnored(ack.type(), ack.id());
		}
	}

	private void refuse(MessageNackEvent nack) {
		ScopeFailures failures = this.decisions.refuse(nack, this.batch.refusal(nack));
		if (failures != null) {
			process(failures);
		}
		else {
			this.batch.failureLog().logIgnored(nack.type(), nack.id());
		}
	}

	private void process(ScopeFailures failures) {
		try {
			RecordDelivery first = failures.first();
			if (first != null) {
				log(first, failures.cause());
			}
			failures.publications().forEach(this::publish);
		}
		finally {
			for (int i = 0; i < failures.decisions(); i++) {
				this.sends.settleOne();
			}
		}
	}

	private void log(RecordDelivery first, @Nullable Throwable cause) {
		try (RecordScope scope = scope(first)) {
			this.batch.failureLog().log(first.id(), cause);
		}
	}

	private void publish(DeadLetterPublication publication) {
		TrackedSend send = publication.send();
		send.onSettled(() -> settle(publication));
		this.publisher.publish(send,
				() -> publication.start(this.batch.deadLetters(), this.messageSend, this.batch.observations()));
	}

	private void settle(DeadLetterPublication publication) {
		String failure = publication.failure();
		if (this.decisions.settle(publication, failure)) {
			if (failure != null) {
				logUnpublished(publication.delivery(), failure);
			}
			report();
		}
	}

	private void logUnpublished(RecordDelivery delivery, String failure) {
		try (RecordScope scope = scope(delivery)) {
			this.batch.failureLog().logUnpublished(delivery.id(), failure);
		}
	}

	/**
	 * Ends the application's part. Records that it has not asked for fail now, and with
	 * it those that it has not decided on. Confirmations and decisions that they depend
	 * on may still come; if there are none under way, the scope is closed.
	 * @param failure the failure that the application has thrown, or {@code null}
	 */
	void leave(@Nullable Throwable failure) {
		closeTurn();
		Throwable thrown = (failure != null) ? failure : endLastTurn();
		process(this.decisions.leave((thrown != null) ? this.batch.refusal(reasonOf(thrown)) : null));
		if (this.sends.areSettled()) {
			close(this.batch.notAttempted());
		}
	}

	private @Nullable Throwable endLastTurn() {
		try {
			endTurn();
			return null;
		}
		catch (InterruptedException ex) {
			return ex;
		}
	}

	// Once beans are closed or the batch has stopped, an exception says nothing about the
	// records.
	private Throwable reasonOf(Throwable thrown) {
		return this.batch.isRunning() ? thrown : this.batch.notAttempted();
	}

	/**
	 * Waits until nothing of the scope is under way.
	 * @param deadline the deadline of the batch
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void await(Deadline deadline) throws InterruptedException {
		if (this.batch.error() == null) {
			this.sends.await(deadline.nanosToClose());
		}
	}

	/**
	 * Returns whether something is under way.
	 * @return whether it is
	 */
	boolean isPending() {
		return !this.sends.areSettled();
	}

	/**
	 * Closes the outcome, except for dead letters. Undecided records fail, and so do
	 * acknowledged ones if a message was not confirmed whose failure nobody has seen.
	 * @param notAttempted the reason for records that the application was not called for
	 */
	void close(NotCompletedException notAttempted) {
		this.sends.expire();
		ScopeFailures failures;
		do {
			Throwable unconfirmed = this.sends.lastScopeFailure();
			Refusal refusal = (unconfirmed != null) ? this.batch.refusal(unconfirmed) : null;
			failures = this.decisions.close(notAttempted, unconfirmed, refusal);
		}
		while (failures == null);
		process(failures);
		report();
	}

	/**
	 * Ends the session: dead letters that are not confirmed by now are none.
	 */
	void seal() {
		this.sends.expire();
		this.decisions.pendingPublications().forEach(this::settle);
	}

	private void report() {
		report(this.batch.deadLetters().goLast());
	}

	/**
	 * Reports the outcome of the records, unless it is reported or may still change.
	 * @param nacksMayChange whether dead letters go last, and have not gone yet
	 */
	void report(boolean nacksMayChange) {
		if (this.decisions.beginReport(nacksMayChange)) {
			this.batch.observations().settle(this.decisions.deliveries());
		}
	}

}
