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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.internal.LogText;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.SendEvent;

/**
 * The records of a message scope and what is decided on them. Decisions may come in any
 * order and on any thread, until the scope is closed.
 * <p>
 * The lock guards states alone: nothing of the application runs under it. What failures
 * leave to be done is returned to the caller.
 */
final class ScopeDecisions {

	private final DeliveryQueue queue;

	private final BatchState batch;

	private final ScopeSends sends;

	private Set<DeadLetterPublication> publications = Set.of();

	private State state = State.OPEN;

	/**
	 * Creates the decisions of a scope.
	 * @param deliveries the scope's records in their order, at least one
	 * @param batch the state of the batch
	 * @param sends what is under way in the scope
	 */
	ScopeDecisions(List<RecordDelivery> deliveries, BatchState batch, ScopeSends sends) {
		this.queue = new DeliveryQueue(deliveries);
		this.batch = batch;
		this.sends = sends;
	}

	List<RecordDelivery> deliveries() {
		return this.queue.all();
	}

	/**
	 * Returns the record that was received last.
	 * @return the record
	 */
	RecordDelivery current() {
		return this.queue.current();
	}

	/**
	 * Returns whether records may still be handled.
	 * @return whether they may
	 */
	synchronized boolean mayDeliver() {
		return this.state == State.OPEN && this.batch.isRunning();
	}

	/**
	 * Returns whether there is a record that may be handled.
	 * @return whether there is one
	 */
	synchronized boolean hasNext() {
		return mayDeliver() && !this.queue.isEmpty();
	}

	/**
	 * Takes the next record if it cannot be delivered: it fails in its place.
	 * @return what is left to be done, or {@code null} if the next record is another one
	 */
	synchronized @Nullable ScopeFailures passDefect() {
		if (!mayDeliver() || !this.queue.isAtDefect()) {
			return null;
		}
		ScopeFailures failures = new ScopeFailures();
		refuseDefect(this.queue.take(), failures);
		return failures;
	}

	/**
	 * Takes the next record for the application.
	 * @return the event that delivers it
	 * @throws InterruptedException if the batch has stopped
	 */
	synchronized MessageReceiveEvent deliver() throws InterruptedException {
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

	/**
	 * Adds a message that the application sends.
	 * @param message the message
	 * @return its confirmation, or {@code null} if the scope is over
	 */
	synchronized @Nullable TrackedSend addSend(MessageSendEvent message) {
		if (isOver()) {
			return null;
		}
		String id = message.messageId();
		if (id != null && find(message, id).account()) {
			this.sends.addDecision();
		}
		return this.sends.add(id != null);
	}

	/**
	 * Acknowledges a record.
	 * @param ack the acknowledgement
	 * @return whether it came before the end of the scope
	 */
	synchronized boolean acknowledge(MessageAckEvent ack) {
		if (isOver()) {
			return false;
		}
		RecordDelivery delivery = find(ack, ack.id());
		delivery.checkReceived(ack.type());
		delivery.ack();
		settleAccount(delivery);
		return true;
	}

	/**
	 * Refuses a record. What fails after time is up was cut off, and says nothing about
	 * its record.
	 * @param nack the refusal's event
	 * @param refusal the refusal
	 * @return what is left to be done, or {@code null} after the end of the scope
	 */
	synchronized @Nullable ScopeFailures refuse(MessageNackEvent nack, Refusal refusal) {
		if (isOver()) {
			return null;
		}
		ScopeFailures failures = new ScopeFailures();
		RecordDelivery delivery = find(nack, nack.id());
		delivery.checkReceived(nack.type());
		if (this.batch.isCut() && refusal.isDecided()) {
			cutOff(delivery);
		}
		else {
			refuse(delivery, refusal, failures);
			failures.log(delivery, nack.cause());
		}
		return failures;
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

	/**
	 * Turns acknowledgements into refusals, since a message of the scope has failed.
	 * @param refusal the refusal
	 * @return what is left to be done
	 */
	synchronized ScopeFailures revokeAcks(Refusal refusal) {
		ScopeFailures failures = new ScopeFailures();
		if (!this.state.isClosed()) {
			revokeAcks(refusal, failures);
		}
		return failures;
	}

	private void revokeAcks(Refusal refusal, ScopeFailures failures) {
		List<RecordDelivery> acked = deliveries().stream().filter(RecordDelivery::isAcked).toList();
		acked.forEach((delivery) -> refuse(delivery, refusal, failures));
		if (!acked.isEmpty()) {
			failures.log(deliveries().get(0), refusal.cause());
		}
	}

	// A failed record and its dead letter on the way are one step: whoever waits for the
	// scope sees both or neither.
	private void refuse(RecordDelivery delivery, Refusal refusal, ScopeFailures failures) {
		delivery.fail(refusal);
		if (!refusal.isDeadLetter() || delivery.record().topicPartition() == null) {
			stopBehindFailure();
		}
		else if (!this.batch.deadLetters().goLast()) {
			failures.publish(addPublication(delivery));
		}
		if (endAccount(delivery)) {
			failures.addDecision();
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

	/**
	 * Settles the publication of a dead letter.
	 * @param publication the publication
	 * @param failure why the dead letter was not published, or {@code null} if it was
	 * @return whether the publication was not settled before
	 */
	synchronized boolean settle(DeadLetterPublication publication, @Nullable String failure) {
		if (!this.publications.remove(publication)) {
			return false;
		}
		if (failure == null) {
			publication.delivery().giveUp();
		}
		else {
			publication.delivery().failToGiveUp(failure);
			stopBehindFailure();
		}
		return true;
	}

	synchronized List<DeadLetterPublication> pendingPublications() {
		return List.copyOf(this.publications);
	}

	private void cutOff(RecordDelivery delivery) {
		NotCompletedException shutdown = this.batch.shutdown();
		delivery.fail(Refusal.notCompleted(
				(shutdown != null) ? shutdown : new NotCompletedException("Not finished before the deadline")));
		settleAccount(delivery);
	}

	private void refuseDefect(RecordDelivery delivery, ScopeFailures failures) {
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
	 * Ends the application's part. Records that it has not asked for fail, and with a
	 * refusal those that it has not decided on.
	 * @param refusal the refusal for what the application has thrown, or {@code null}
	 * @return what is left to be done
	 */
	synchronized ScopeFailures leave(@Nullable Refusal refusal) {
		ScopeFailures failures = new ScopeFailures();
		if (!this.state.isLeft()) {
			if (refusal != null && !this.batch.isCut()) {
				failUndecided(refusal, failures);
			}
			failUnreceived(failures);
			this.state = State.LEFT;
		}
		return failures;
	}

	// Nothing was attempted behind a failure that stops the group, whatever the
	// application says as it leaves.
	private void failUndecided(Refusal refusal, ScopeFailures failures) {
		boolean first = mayDeliver();
		for (RecordDelivery delivery : deliveries()) {
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

	private void refuseUnreceived(RecordDelivery delivery, Refusal refusal, ScopeFailures failures) {
		if (delivery.isDefective()) {
			refuseDefect(delivery, failures);
		}
		else {
			refuse(delivery, refusal, failures);
		}
	}

	private void failUnreceived(ScopeFailures failures) {
		for (RecordDelivery delivery : deliveries()) {
			if (!delivery.isReceived() && !delivery.isDecided()) {
				failUnreceived(delivery, failures);
			}
		}
	}

	private void failUnreceived(RecordDelivery delivery, ScopeFailures failures) {
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
	 * Closes the outcome, except for dead letters, unless the messages of the scope have
	 * changed theirs since the caller has looked.
	 * @param notAttempted the reason for records that the application was not called for
	 * @param unconfirmed the failure of the scope's messages that the caller has seen, or
	 * {@code null}
	 * @param refusal the refusal for that failure
	 * @return what is left to be done, or {@code null} if the caller has to look again
	 */
	synchronized @Nullable ScopeFailures close(NotCompletedException notAttempted, @Nullable Throwable unconfirmed,
			@Nullable Refusal refusal) {
		ScopeFailures failures = new ScopeFailures();
		if (this.state.isClosed()) {
			return failures;
		}
		if (this.sends.lastScopeFailure() != unconfirmed) {
			return null;
		}
		if (refusal != null) {
			revokeAcks(refusal, failures);
		}
		for (RecordDelivery delivery : deliveries()) {
			closeUndecided(delivery, notAttempted, failures);
		}
		this.state = State.CLOSED;
		return failures;
	}

	private void closeUndecided(RecordDelivery delivery, NotCompletedException notAttempted, ScopeFailures failures) {
		if (delivery.isReceived()) {
			closeReceived(delivery, failures);
		}
		else if (!delivery.isDecided()) {
			delivery
				.fail(Refusal.notCompleted((this.state == State.STOPPED) ? this.batch.behindFailure() : notAttempted));
		}
	}

	private void closeReceived(RecordDelivery delivery, ScopeFailures failures) {
		if (this.state == State.LEFT && !delivery.isOwed() && !this.batch.isCut() && this.batch.shutdown() == null) {
			refuse(delivery, Refusal.unanswered(this.batch.deadLetters()), failures);
		}
		else {
			cutOff(delivery);
		}
	}

	/**
	 * Begins the report of the outcome, unless it is reported or may still change.
	 * @param nacksMayChange whether dead letters go last, and have not gone yet
	 * @return whether the caller is to report it
	 */
	synchronized boolean beginReport(boolean nacksMayChange) {
		if (this.state != State.CLOSED || !this.publications.isEmpty()
				|| nacksMayChange && deliveries().stream().anyMatch((delivery) -> delivery.nack() != null)) {
			return false;
		}
		this.state = State.REPORTED;
		return true;
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
	 * The states of a scope. Where a failure stops the records behind it, it turns
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

}
