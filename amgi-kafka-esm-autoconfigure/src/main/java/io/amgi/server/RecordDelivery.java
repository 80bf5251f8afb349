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

import org.jspecify.annotations.Nullable;

import io.amgi.internal.LogText;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.NotCompletedException;

/**
 * A record on its way through the application. It is a failure until it is acknowledged.
 */
final class RecordDelivery {

	private static final String UNANSWERED = "Ack not received";

	private final InboundRecord record;

	private @Nullable String id;

	private State state = State.PENDING;

	private boolean accountedFor;

	private boolean held;

	private boolean lingering;

	private @Nullable RecordNack nack;

	RecordDelivery(InboundRecord record) {
		this.record = record;
		this.nack = nackOfDefect(record);
	}

	private static @Nullable RecordNack nackOfDefect(InboundRecord record) {
		String defect = record.defect();
		return (defect != null) ? RecordNack.of(record, defect, new UndecodableRecordException(defect)) : null;
	}

	InboundRecord record() {
		return this.record;
	}

	// Created lazily, because most records of an event are not in progress at the same
	// time.
	String id() {
		String id = this.id;
		if (id == null) {
			id = this.record.id();
			this.id = id;
		}
		return id;
	}

	boolean isDefective() {
		return this.record.defect() != null;
	}

	boolean isPending() {
		return this.state == State.PENDING;
	}

	boolean isReceived() {
		return this.state == State.RECEIVED;
	}

	boolean isAcked() {
		return this.state == State.ACKED;
	}

	boolean isDecided() {
		return this.state != State.PENDING && this.state != State.RECEIVED;
	}

	/**
	 * Returns the nack of the record as things stand.
	 * @return the nack, or {@code null} if the record is acknowledged or given up
	 */
	@Nullable RecordNack nack() {
		return (isAcked() || isGivenUp()) ? null : reason();
	}

	/**
	 * Returns the nack of a record that was published as a dead letter.
	 * @return the nack, or {@code null} if it was not
	 */
	@Nullable RecordNack givenUp() {
		return isGivenUp() ? reason() : null;
	}

	private RecordNack reason() {
		return (this.nack != null) ? this.nack : RecordNack.of(this.record, UNANSWERED, null);
	}

	MessageReceiveEvent receive(boolean moreMessages) {
		this.state = State.RECEIVED;
		return new MessageReceiveEvent(id(), this.record.headers(), this.record.payload(), this.record.bindings(),
				moreMessages);
	}

	/**
	 * Marks the record as one that the application accounts for: it owes a decision.
	 * @return whether that is new, and the record is not decided yet
	 */
	boolean account() {
		boolean first = isReceived() && !this.accountedFor;
		this.accountedFor |= first;
		return first;
	}

	/**
	 * Marks the record as one whose decision comes for certain, even after the
	 * application has left the scope.
	 * @return whether the decision was not owed before
	 */
	boolean hold() {
		this.held |= isReceived();
		return account();
	}

	/**
	 * Marks the record as one that only waits for its acknowledgement.
	 * @return whether it does, and that is new
	 */
	boolean linger() {
		boolean first = this.accountedFor && !this.lingering;
		this.lingering |= first;
		return first;
	}

	/**
	 * Ends the wait for an acknowledgement, if there is one.
	 * @return whether there was one
	 */
	boolean endLinger() {
		boolean lingering = this.lingering;
		this.lingering = false;
		return lingering;
	}

	boolean isHeld() {
		return this.held;
	}

	/**
	 * Returns whether the application owes a decision.
	 * @return whether it does
	 */
	boolean isOwed() {
		return this.accountedFor;
	}

	/**
	 * Ends the application's account of the record, if there is one.
	 * @return whether a decision was owed
	 */
	boolean endAccount() {
		boolean owed = this.accountedFor;
		this.accountedFor = false;
		return owed;
	}

	/**
	 * Checks that the record may be decided on.
	 * @param type the type of the event that decides
	 * @throws IllegalStateException if it may not
	 */
	void checkReceived(String type) {
		if (this.state != State.RECEIVED) {
			throw new IllegalStateException(
					"'%s' sent for '%s' after '%s'".formatted(type, LogText.of(id()), this.state.type));
		}
	}

	void ack() {
		this.state = State.ACKED;
	}

	/**
	 * Makes the record a failure, whatever was decided on it.
	 * @param refusal the reason
	 */
	void fail(Refusal refusal) {
		this.state = State.NACKED;
		this.nack = RecordNack.of(this.record, refusal.message(), refusal.cause());
	}

	/**
	 * Makes a record that could not be published a failure that nobody has decided on: it
	 * is lost unless it comes again.
	 * @param reason the reason that kept it from being given up
	 */
	void failToGiveUp(String reason) {
		RecordNack nack = reason();
		this.state = State.NACKED;
		this.nack = RecordNack.of(this.record, nack.message(),
				new NotCompletedException("Not published as a dead letter: " + reason, nack.cause()));
	}

	/**
	 * Makes the record a handled one, since it is published as a dead letter.
	 */
	void giveUp() {
		this.state = State.GIVEN_UP;
	}

	private boolean isGivenUp() {
		return this.state == State.GIVEN_UP;
	}

	/**
	 * The states of a delivery: {@code PENDING -> RECEIVED -> ACKED | NACKED}. A failed
	 * send may still turn an ack into a nack; as a dead letter a nacked record is given
	 * up, {@code NACKED -> GIVEN_UP}.
	 */
	private enum State {

		PENDING("none"), RECEIVED("message.receive"), ACKED("message.ack"), NACKED("message.nack"),

		GIVEN_UP("message.nack");

		private final String type;

		State(String type) {
			this.type = type;
		}

	}

}
