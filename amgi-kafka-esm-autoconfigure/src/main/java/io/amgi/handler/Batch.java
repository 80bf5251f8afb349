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

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.sender.RecordSender;

/**
 * The messages of a scope that a batch method is still to be called with, and the
 * elements of the list that it takes.
 *
 * @param events the messages
 * @param elements an element for each of them, {@code null} while they are not resolved
 * @param isResolved whether the elements are resolved
 */
record Batch(List<MessageReceiveEvent> events, List<@Nullable Object> elements, boolean isResolved) {

	Batch() {
		this(new ArrayList<>(), new ArrayList<>(), true);
	}

	/**
	 * Returns the batch of messages whose elements are not resolved yet.
	 * @param events the messages
	 * @return the batch
	 */
	static Batch unresolved(List<MessageReceiveEvent> events) {
		return new Batch(events, Collections.nCopies(events.size(), null), false);
	}

	void add(MessageReceiveEvent event, @Nullable Object element) {
		this.events.add(event);
		this.elements.add(element);
	}

	int size() {
		return this.events.size();
	}

	boolean isEmpty() {
		return this.events.isEmpty();
	}

	/**
	 * Returns the id of the last message, which is decided on last.
	 * @return the id
	 */
	String lastId() {
		return this.events.get(this.events.size() - 1).id();
	}

	/**
	 * Returns the messages as a handler has them, each made when it is asked for.
	 * @param scope the scope
	 * @param sender the sender of the call
	 * @return the messages
	 */
	List<ChannelMessage> messages(ChannelScope scope, RecordSender sender) {
		return new AbstractList<>() {

			@Override
			public ChannelMessage get(int index) {
				return scope.message(Batch.this.events.get(index), sender);
			}

			@Override
			public int size() {
				return Batch.this.events.size();
			}

		};
	}

	/**
	 * Returns the elements for a call. The method must not change them, since it may be
	 * called again with a part of them.
	 * @return the elements, unmodifiable
	 */
	List<@Nullable Object> argument() {
		return Collections.unmodifiableList(this.elements);
	}

	/**
	 * Returns the messages that a call has left undecided.
	 * @param decisions the decisions of the call
	 * @return the rest
	 */
	Batch without(BatchDecisions decisions) {
		if (decisions.isContiguous()) {
			return from(decisions.end());
		}
		Batch rest = new Batch();
		for (int i = decisions.end(); i < this.events.size(); i++) {
			if (!decisions.isDecided(i)) {
				rest.add(this.events.get(i), this.elements.get(i));
			}
		}
		return rest;
	}

	private Batch from(int index) {
		int size = this.events.size();
		return new Batch(this.events.subList(index, size), this.elements.subList(index, size), true);
	}

}
