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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

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
 * another and records the decisions on them. Decisions may come in any order and on any
 * thread, until the scope is closed.
 * <p>
 * The lock guards states alone. Exceptions of the application are read, failures logged
 * and dead letters published outside of it.
 */
final class ScopeSession implements Receive, Send {

	private final DeliveryQueue queue;

	private final BatchState batch;

	private final MessageSend messageSend;

	private final ScopeSends sends;

	private final SequentialPublisher publisher;

	private Set<DeadLetterPublication> publications = Set.of();

	private State state = State.OPEN;

	private RecordScope turn = RecordScope.NONE;

	/**
	 * Creates a session.
	 * @param deliveries the scope's records in their order, at least one
	 * @param batch the state of the batch
	 * @param messageSend sends the application's messages
	 * @param threads the threads of the batch for settlements and dead letters
	 */
	ScopeSession(List<RecordDelivery> deliveries, BatchState batch, MessageSend messageSend, BatchThreads threads) {
		this.queue = new DeliveryQueue(deliveries);
		this.batch = batch;
		this.messageSend = messageSend;
		this.sends = new ScopeSends(threads.settlements());
		this.publisher = threads.publisher();
	}

	/**
	 * Prepares the first record.
	 * @return whether there is a record for the application
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean begin() throws InterruptedException {
		endTurn();
		synchronized (this) {
			return mayDeliver() && !this.queue.isEmpty();
		}
	}

	@Override
	public ReceiveEvent receive() throws InterruptedException {
		endTurn();
		MessageReceiveEvent event = deliver();
		this.turn = this.batch.observations().scope(this.queue.current().record());
		return event;
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
				revokeAcks(failure);
				this.sends.await(Long.MAX_VALUE);
			}
		}
	}

	private boolean passDefect() {
		Failures failures;
		synchronized (this) {
			if (!mayDeliver() || !this.queue.isAtDefect()) {
				return false;
			}
			failures = new Failures();
			refuseDefect(this.queue.take(), failures);
		}
		failures.process();
		return true;
	}

	private void revokeAcks(Throwable failure) {
		Refusal refusal = this.batch.refusal(failure);
		Failures failures = new Failures();
		synchronized (this) {
			if (!this.state.isClosed()) {
				revokeAcks(refusal, failures);
			}
		}
		failures.process();
	}

	private void revokeAcks(Refusal refusal, Failures failures) {
		List<RecordDelivery> acked = this.queue.all().stream().filter(RecordDelivery::isAcked).toList();
		acked.forEach((delivery) -> refuse(delivery, refusal, failures));
		if (!acked.isEmpty()) {
			failures.log(deliveries().get(0), refusal.cause());
		}
	}

	private synchronized MessageReceiveEvent deliver() throws InterruptedException {
		Assert.state(!this.state.isLeft() && !this.queue.isEmpty(),
				() -> "'message.receive' after the last message '%s' of the scope"
					.formatted(LogText.of(this.queue.lastId())));
		checkDeliverable();
		this.batch.begin();
		RecordDelivery delivery = this.queue.take();
		return delivery.receive(this.queue.hasDeliverable(!this.batch.passesDefects()));
	}

	// The scope's own failure comes first: an application that has received records in
	// front of it may still handle them.
	private void checkDeliverable() throws InterruptedException {
		NotCompletedException shutdown = this.batch.shutdown();
		if (shutdown != null) {
			throw shutdown;
		}
		if (this.state == State.STOPPED && !this.batch.isCut()) {
			throw this.batch.behindFailure();
		}
		if (!this.batch.isRunning()) {
			throw new InterruptedException(this.batch.notAttempted().getMessage());
		}
	}

	private boolean mayDeliver() {
		return this.state == State.OPEN && this.batch.isRunning();
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
		TrackedSend send;
		synchronized (this) {
			if (isOver()) {
				return CompletableFuture.failedFuture(new IllegalStateException(
						"'message.send' to '%s' after the end of its scope".formatted(LogText.of(message.address()))));
			}
			account(message);
			send = this.sends.add(message.messageId() != null);
		}
		send.send(message, this.messageSend);
		return send;
	}

	private void account(MessageSendEvent message) {
		String id = message.messageId();
		if (id != null && find(message, id).account()) {
			this.sends.addDecision();
		}
	}

	private void acknowledge(MessageAckEvent ack) {
		boolean late;
		synchronized (this) {
			late = isOver();
			if (!late) {
				RecordDelivery delivery = find(ack, ack.id());
				delivery.checkReceived(ack.type());
				delivery.ack();
				settleAccount(delivery);
			}
		}
		if (late) {
			this.batch.failureLog().logIgnored(ack.type(), ack.id());
		}
	}

	// What fails after time is up was cut off, and says nothing about its record.
	private void refuse(MessageNackEvent nack) {
		Refusal refusal = this.batch.refusal(nack);
		Failures failures = new Failures();
		boolean late;
		synchronized (this) {
			late = isOver();
			if (!late) {
				RecordDelivery delivery = find(nack, nack.id());
				delivery.checkReceived(nack.type());
				if (this.batch.isCut() && refusal.isDecided()) {
					cutOff(delivery);
				}
				else {
					refuse(delivery, refusal, failures);
					failures.log(delivery, nack.cause());
				}
			}
		}
		if (late) {
			this.batch.failureLog().logIgnored(nack.type(), nack.id());
		}
		failures.process();
	}

	private boolean isOver() {
		return this.state.isClosed() || this.batch.isShutDown();
	}

	private RecordDelivery find(SendEvent event, String id) {
		RecordDelivery delivery = this.queue.find(id);
		Assert.state(delivery != null,
				() -> "'%s' sent for '%s', which was not received".formatted(event.type(), LogText.of(id)));
		return delivery;
	}

	// A failed record and its dead letter on the way are one step: whoever waits for the
	// scope sees both or neither.
	private void refuse(RecordDelivery delivery, Refusal refusal, Failures failures) {
		delivery.fail(refusal);
		if (!refusal.isDeadLetter() || delivery.record().topicPartition() == null) {
			stopBehindFailure();
		}
		else if (!this.batch.deadLetters().goLast()) {
			failures.publish(addPublication(delivery));
		}
		if (endAccount(delivery)) {
			failures.settleOne();
		}
	}

	private DeadLetterPublication addPublication(RecordDelivery delivery) {
		DeadLetterPublication publication = new DeadLetterPublication(delivery, this.sends.add(true));
		if (this.publications.isEmpty()) {
			this.publications = new LinkedHashSet<>();
		}
		this.publications.add(publication);
		return publication;
	}

	private void publish(DeadLetterPublication publication) {
		TrackedSend send = publication.send();
		send.onSettled(() -> settle(publication));
		this.publisher.publish(send,
				() -> publication.start(this.batch.deadLetters(), this.messageSend, this.batch.observations()));
	}

	private void settle(DeadLetterPublication publication) {
		String failure = publication.failure();
		RecordDelivery delivery = publication.delivery();
		synchronized (this) {
			if (!this.publications.remove(publication)) {
				return;
			}
			if (failure == null) {
				delivery.giveUp();
			}
			else {
				delivery.failToGiveUp(failure);
				stopBehindFailure();
			}
		}
		if (failure != null) {
			logUnpublished(delivery, failure);
		}
		report();
	}

	private void logUnpublished(RecordDelivery delivery, String failure) {
		try (RecordScope scope = this.batch.observations().scope(delivery.record())) {
			this.batch.failureLog().logUnpublished(delivery.id(), failure);
		}
	}

	private void cutOff(RecordDelivery delivery) {
		NotCompletedException shutdown = this.batch.shutdown();
		delivery.fail(Refusal.notCompleted(
				(shutdown != null) ? shutdown : new NotCompletedException("Not finished before the deadline")));
		settleAccount(delivery);
	}

	private void refuseDefect(RecordDelivery delivery, Failures failures) {
		RecordNack nack = delivery.nack();
		Assert.state(nack != null, "A defective record has a nack");
		refuse(delivery, Refusal.of(nack, this.batch.deadLetters()), failures);
	}

	private void stopBehindFailure() {
		if (this.state == State.OPEN && this.batch.stopsGroups()) {
			this.state = State.STOPPED;
		}
		this.batch.fail();
	}

	private void settleAccount(RecordDelivery delivery) {
		if (endAccount(delivery)) {
			this.sends.settleOne();
		}
	}

	private boolean endAccount(RecordDelivery delivery) {
		if (delivery.endLinger()) {
			this.sends.endLinger();
		}
		return delivery.endAccount();
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
		Throwable reason = (thrown != null) ? reasonOf(thrown) : null;
		Refusal refusal = (reason != null) ? this.batch.refusal(reason) : null;
		Failures failures = new Failures();
		synchronized (this) {
			if (!this.state.isLeft()) {
				if (refusal != null && !this.batch.isCut()) {
					failUndecided(refusal, failures);
				}
				failUnreceived(failures);
				this.state = State.LEFT;
			}
		}
		failures.process();
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

	// Nothing was attempted behind a failure that stops the group, whatever the
	// application says as it leaves.
	private void failUndecided(Refusal refusal, Failures failures) {
		boolean first = mayDeliver();
		for (RecordDelivery delivery : this.queue.all()) {
			if (delivery.isReceived() && !delivery.isHeld()) {
				refuse(delivery, refusal, failures);
				first &= !this.batch.stopsGroups();
			}
			else if (delivery.isPending() && first) {
				refuseUnreceived(delivery, refusal, failures);
				first = !this.batch.stopsGroups();
			}
		}
		if (this.state == State.OPEN && this.batch.stopsGroups()) {
			this.state = State.STOPPED;
		}
		failures.log(deliveries().get(0), refusal.cause());
	}

	private void refuseUnreceived(RecordDelivery delivery, Refusal refusal, Failures failures) {
		if (delivery.isDefective()) {
			refuseDefect(delivery, failures);
		}
		else {
			refuse(delivery, refusal, failures);
		}
	}

	private void failUnreceived(Failures failures) {
		for (RecordDelivery delivery : this.queue.all()) {
			if (!delivery.isReceived() && !delivery.isDecided()) {
				failUnreceived(delivery, failures);
			}
		}
	}

	private void failUnreceived(RecordDelivery delivery, Failures failures) {
		if (this.state == State.STOPPED) {
			delivery.fail(Refusal.notCompleted(this.batch.behindFailure()));
		}
		else if (!this.batch.isRunning()) {
			delivery.fail(Refusal.notCompleted(this.batch.notAttempted()));
		}
		else if (delivery.isDefective()) {
			refuseDefect(delivery, failures);
		}
		else {
			delivery.fail(Refusal.unreceived());
		}
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
		Failures failures = new Failures();
		Throwable unconfirmed;
		Refusal refusal;
		do {
			unconfirmed = this.sends.lastScopeFailure();
			refusal = (unconfirmed != null) ? this.batch.refusal(unconfirmed) : null;
		}
		while (!close(notAttempted, unconfirmed, refusal, failures));
		failures.process();
		report();
	}

	private synchronized boolean close(NotCompletedException notAttempted, @Nullable Throwable unconfirmed,
			@Nullable Refusal refusal, Failures failures) {
		if (this.state.isClosed()) {
			return true;
		}
		if (this.sends.lastScopeFailure() != unconfirmed) {
			return false;
		}
		if (refusal != null) {
			revokeAcks(refusal, failures);
		}
		for (RecordDelivery delivery : this.queue.all()) {
			closeUndecided(delivery, notAttempted, failures);
		}
		this.state = State.CLOSED;
		return true;
	}

	private void closeUndecided(RecordDelivery delivery, NotCompletedException notAttempted, Failures failures) {
		if (delivery.isReceived()) {
			closeReceived(delivery, failures);
		}
		else if (!delivery.isDecided()) {
			delivery
				.fail(Refusal.notCompleted((this.state == State.STOPPED) ? this.batch.behindFailure() : notAttempted));
		}
	}

	private void closeReceived(RecordDelivery delivery, Failures failures) {
		if (this.state == State.LEFT && !delivery.isOwed() && !this.batch.isCut() && this.batch.shutdown() == null) {
			refuse(delivery, Refusal.unanswered(this.batch.deadLetters()), failures);
		}
		else {
			cutOff(delivery);
		}
	}

	/**
	 * Ends the session: dead letters that are not confirmed by now are none.
	 */
	void seal() {
		this.sends.expire();
		pendingPublications().forEach(this::settle);
	}

	private void report() {
		report(this.batch.deadLetters().goLast());
	}

	/**
	 * Reports the outcome of the records, unless it is reported or may still change.
	 * @param nacksMayChange whether dead letters go last, and have not gone yet
	 */
	void report(boolean nacksMayChange) {
		if (beginReport(nacksMayChange)) {
			this.batch.observations().settle(deliveries());
		}
	}

	private synchronized boolean beginReport(boolean nacksMayChange) {
		if (this.state != State.CLOSED || !this.publications.isEmpty()
				|| nacksMayChange && deliveries().stream().anyMatch((delivery) -> delivery.nack() != null)) {
			return false;
		}
		this.state = State.REPORTED;
		return true;
	}

	List<RecordDelivery> deliveries() {
		return this.queue.all();
	}

	/**
	 * Holds the decision on a record back: it comes later, even if the application has
	 * left the scope by then.
	 * @param id the record's id
	 */
	synchronized void hold(String id) {
		RecordDelivery delivery = this.queue.find(id);
		if (delivery != null && !isOver() && delivery.hold()) {
			this.sends.addDecision();
		}
	}

	/**
	 * Holds an acknowledgement back: the turn of its record has ended.
	 * @param id the record's id
	 */
	synchronized void holdAck(String id) {
		hold(id);
		RecordDelivery delivery = this.queue.find(id);
		if (delivery != null && delivery.linger()) {
			this.sends.linger();
		}
	}

	/**
	 * Returns whether records may still be handled.
	 * @return whether they may
	 */
	synchronized boolean isOpen() {
		return mayDeliver();
	}

	private synchronized List<DeadLetterPublication> pendingPublications() {
		return List.copyOf(this.publications);
	}

	/**
	 * The states of a session. Where a failure stops the records behind it, it turns
	 * {@code OPEN} into {@code STOPPED} while the application is in the scope.
	 */
	private enum State {

		OPEN, STOPPED, LEFT, CLOSED, REPORTED;

		boolean isLeft() {
			return compareTo(LEFT) >= 0;
		}

		boolean isClosed() {
			return compareTo(CLOSED) >= 0;
		}

	}

	/**
	 * Work that failures leave to be done outside of the lock. The decisions count as
	 * made when it is done, so that a batch does not end before its failures are logged.
	 */
	private final class Failures {

		private @Nullable RecordDelivery first;

		private @Nullable Throwable cause;

		private List<DeadLetterPublication> publications = List.of();

		private int decisions;

		void log(RecordDelivery first, @Nullable Throwable cause) {
			this.first = first;
			this.cause = cause;
		}

		void publish(DeadLetterPublication publication) {
			if (this.publications.isEmpty()) {
				this.publications = new ArrayList<>(1);
			}
			this.publications.add(publication);
		}

		void settleOne() {
			this.decisions++;
		}

		void process() {
			try {
				if (this.first != null) {
					log(this.first);
				}
				this.publications.forEach(ScopeSession.this::publish);
			}
			finally {
				for (int i = 0; i < this.decisions; i++) {
					ScopeSession.this.sends.settleOne();
				}
			}
		}

		private void log(RecordDelivery first) {
			try (RecordScope scope = ScopeSession.this.batch.observations().scope(first.record())) {
				ScopeSession.this.batch.failureLog().log(first.id(), this.cause);
			}
		}

	}

}
