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

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.amgi.internal.Throwables;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.SendEvent;

/**
 * Selects the messages of a call that the method gets, and decides on the others: those
 * that interceptors skip or refuse, and those that cannot be read. Where a failure stops
 * the records behind it, the selection ends before the first of them.
 */
final class BatchSelection {

	static final NotCompletedException BEHIND_FAILURE = new NotCompletedException(
			"Not attempted: an earlier record of its batch failed");

	private final ChannelScope scope;

	private final CallInterceptions call;

	private final Function<ChannelMessage, @Nullable Object> resolver;

	private int decidedBefore;

	/**
	 * Creates a selection.
	 * @param scope the scope
	 * @param call the interceptions of the call
	 * @param resolver resolves the element for a message
	 */
	BatchSelection(ChannelScope scope, CallInterceptions call, Function<ChannelMessage, @Nullable Object> resolver) {
		this.scope = scope;
		this.call = call;
		this.resolver = resolver;
	}

	/**
	 * Opens the call and selects what is left of its messages.
	 * @param batch the messages of the call
	 * @return what is left, with its elements
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	Batch open(Batch batch) throws InterruptedException {
		Throwable failure = null;
		try {
			this.call.open();
		}
		catch (Throwable ex) {
			Throwables.throwIfFatal(ex);
			failure = ex;
		}
		return (batch.isResolved() && failure == null) ? select(batch) : select(batch, failure);
	}

	/**
	 * Selects what is left after further messages may have been skipped or refused.
	 * @param batch what was left before
	 * @return what is left, the same if there were none
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	Batch select(Batch batch) throws InterruptedException {
		return (this.call.decidedCount() > this.decidedBefore) ? select(batch, null) : batch;
	}

	private Batch select(Batch batch, @Nullable Throwable failure) throws InterruptedException {
		this.decidedBefore = this.call.decidedCount();
		Batch selected = new Batch();
		boolean stopped = false;
		for (int i = 0; i < batch.size(); i++) {
			SendEvent decision = stopped ? MessageNackEvent.because(batch.events().get(i).id(), BEHIND_FAILURE)
					: select(batch, i, failure, selected);
			if (decision != null) {
				this.call.drop(batch.events().get(i).id());
				this.scope.decide(decision, this.call);
				stopped |= decision instanceof MessageNackEvent && !this.scope.isOpen();
			}
		}
		return selected;
	}

	private @Nullable SendEvent select(Batch batch, int index, @Nullable Throwable failure, Batch selected) {
		MessageReceiveEvent event = batch.events().get(index);
		Throwable refusal = refusal(event, failure);
		if (refusal != null) {
			return MessageNackEvent.because(event.id(), refusal);
		}
		if (this.call.isDecided(event.id())) {
			return new MessageAckEvent(event.id());
		}
		try {
			selected.add(event, batch.isResolved() ? batch.elements().get(index) : resolve(event));
			return null;
		}
		catch (Throwable ex) {
			Throwables.throwIfFatal(ex);
			return MessageNackEvent.because(event.id(), ex);
		}
	}

	// A failure of the call does not affect skipped messages.
	private @Nullable Throwable refusal(MessageReceiveEvent event, @Nullable Throwable failure) {
		return this.call.isDecided(event.id()) ? this.call.refusal(event.id()) : failure;
	}

	private @Nullable Object resolve(MessageReceiveEvent event) {
		return this.resolver.apply(this.scope.message(event, this.scope.sender(event.id())));
	}

}
