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

package io.amgi.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.SendEvent;

/**
 * The decisions of one call of a batch method. Only exceptions to what holds for a range
 * of messages are kept, so that a call costs no more than the messages that it decides
 * on.
 */
final class BatchDecisions implements BatchAcknowledgement {

	private final List<ChannelMessage> messages;

	private final SortedMap<Integer, SendEvent> decisions = new TreeMap<>();

	// Messages before this one are acknowledged unless they have a decision of their own.
	private int end;

	/**
	 * Creates decisions, none of which is made.
	 * @param messages the messages of the call
	 */
	BatchDecisions(List<ChannelMessage> messages) {
		this.messages = messages;
	}

	@Override
	public synchronized void ack(int index) {
		decide(index, new MessageAckEvent(id(index)));
	}

	@Override
	public synchronized void nack(int index, Throwable cause) {
		decide(index, MessageNackEvent.because(id(index), cause));
	}

	private void decide(int index, SendEvent decision) {
		Assert.state(index >= this.end && this.decisions.putIfAbsent(index, decision) == null,
				() -> "Message %d of the batch is decided already".formatted(index));
	}

	private String id(int index) {
		return this.messages.get(Objects.checkIndex(index, this.messages.size())).getEvent().id();
	}

	/**
	 * Acknowledges the undecided messages before one of them.
	 * @param index the index of the first message that stays undecided
	 */
	synchronized void ackBefore(int index) {
		this.end = index;
	}

	/**
	 * Acknowledges the undecided messages.
	 */
	synchronized void ackRest() {
		this.end = this.messages.size();
	}

	/**
	 * Nacks the undecided messages.
	 * @param cause the cause
	 */
	synchronized void nackRest(Throwable cause) {
		for (int i = this.end; i < this.messages.size(); i++) {
			if (!this.decisions.containsKey(i)) {
				this.decisions.put(i, MessageNackEvent.because(id(i), cause));
			}
		}
		this.end = this.messages.size();
	}

	/**
	 * Decides on the undecided messages up to the one that a method has failed at.
	 * @param index the index of that message
	 * @param cause the cause
	 */
	synchronized void failAt(int index, Throwable cause) {
		if (!this.decisions.containsKey(index)) {
			this.decisions.put(index, MessageNackEvent.because(id(index), cause));
		}
		this.end = index + 1;
	}

	/**
	 * Returns the index behind which messages may be undecided.
	 * @return the index of the first of them
	 */
	synchronized int end() {
		return this.end;
	}

	/**
	 * Returns whether a message is decided on.
	 * @param index the message's index
	 * @return whether it is
	 */
	synchronized boolean isDecided(int index) {
		return index < this.end || this.decisions.containsKey(index);
	}

	/**
	 * Returns whether no message behind the {@link #end()} is decided on.
	 * @return whether the undecided messages are in one piece
	 */
	synchronized boolean isContiguous() {
		return this.decisions.tailMap(this.end).isEmpty();
	}

	/**
	 * Returns the events for the server.
	 * @param unsent the failure of a message that the call has sent, or {@code null}
	 * @return an event per decided message, in their order
	 */
	synchronized List<SendEvent> events(@Nullable Throwable unsent) {
		List<SendEvent> events = new ArrayList<>(this.end);
		for (int i = 0; i < this.end; i++) {
			events.add(event(i, this.decisions.get(i), unsent));
		}
		this.decisions.tailMap(this.end).forEach((index, decision) -> events.add(event(index, decision, unsent)));
		return events;
	}

	private SendEvent event(int index, @Nullable SendEvent decision, @Nullable Throwable unsent) {
		if (decision instanceof MessageNackEvent nack) {
			return Completion.beside(unsent, nack);
		}
		return (unsent != null) ? MessageNackEvent.because(id(index), unsent) : new MessageAckEvent(id(index));
	}

}
