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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.amgi.protocol.Confirmation;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Send;

/**
 * The sender of one record. It tracks the record's messages until all of them are
 * confirmed. Any thread may send, until the record's turn has ended and all its messages
 * are settled.
 */
public final class RecordSender implements MessageSender {

	private static final Log logger = LogFactory.getLog(RecordSender.class);

	private static final int TURN = 1 << 30;

	private final Send send;

	private final OutboundMessageConverter converter;

	private final String messageId;

	private final List<Confirmation> sent = new ArrayList<>(0);

	// Counts down from what nobody sends, until the end says how many were sent: whoever
	// confirms on another thread meanwhile does not get into the way.
	private final AtomicInteger open = new AtomicInteger(TURN);

	private final AtomicBoolean warned = new AtomicBoolean();

	private final CompletableFuture<Void> done = new CompletableFuture<>();

	private final Runnable closing = this::closeOne;

	private volatile @Nullable CompletableFuture<Void> confirmed;

	private int begun;

	private boolean ended;

	/**
	 * Creates a sender.
	 * @param send the way to the server
	 * @param converter converts messages to events
	 * @param messageId the id of the received message that all messages belong to
	 */
	public RecordSender(Send send, OutboundMessageConverter converter, String messageId) {
		this.send = send;
		this.converter = converter;
		this.messageId = messageId;
	}

	/**
	 * {@inheritDoc} It does not throw: a message that cannot be converted fails as one
	 * that is not confirmed. Once all that the record has sent by its {@link #end()} is
	 * settled, messages fail without being sent, and the first one is warned of.
	 */
	@Override
	public CompletableFuture<Void> send(OutboundMessage message) {
		if (!begin()) {
			return CompletableFuture.failedFuture(refusal(message));
		}
		Confirmation confirmation = start(message);
		if (message.isBestEffort()) {
			confirmation.see();
		}
		remember(confirmation);
		confirmation.onSettled(this.closing);
		return confirmation;
	}

	private boolean begin() {
		synchronized (this) {
			if (!this.ended) {
				this.begun++;
				return true;
			}
		}
		return this.open.getAndUpdate((open) -> (open > 0) ? open + 1 : open) > 0;
	}

	private IllegalStateException refusal(OutboundMessage message) {
		String text = "A message to '%s' was sent after the end of its record".formatted(message.getAddress());
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(text + ", so it is lost, as will be any further one");
		}
		return new IllegalStateException(text);
	}

	private Confirmation start(OutboundMessage message) {
		try {
			return FutureConfirmation.of(this.send.send(this.converter.convert(message, this.messageId)));
		}
		catch (Throwable ex) {
			throwIfFatal(ex);
			return FutureConfirmation.failed(ex);
		}
	}

	// An error of the virtual machine does not nack a record.
	private static void throwIfFatal(Throwable failure) {
		if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
			throw error;
		}
	}

	private synchronized void remember(Confirmation confirmation) {
		this.sent.add(confirmation);
	}

	private void closeOne() {
		if (this.open.decrementAndGet() == 0) {
			this.done.complete(null);
		}
		CompletableFuture<Void> confirmed = this.confirmed;
		if (confirmed != null && isSettled()) {
			complete(confirmed);
		}
	}

	private synchronized boolean isSettled() {
		return this.open.get() == (this.ended ? 0 : TURN - this.begun);
	}

	private void complete(CompletableFuture<Void> confirmed) {
		Throwable failure = gravestFailure();
		if (failure != null) {
			confirmed.completeExceptionally(failure);
		}
		else {
			confirmed.complete(null);
		}
	}

	/**
	 * Returns the confirmation of what was sent so far. The turn goes on.
	 * @return completed when all of it is settled, exceptionally with a failure that
	 * counts against the record
	 */
	public CompletableFuture<Void> confirmed() {
		CompletableFuture<Void> confirmed = new CompletableFuture<>();
		this.confirmed = confirmed;
		if (isSettled()) {
			complete(confirmed);
		}
		return confirmed;
	}

	/**
	 * Starts the turn anew: what was sent so far does not count against the record any
	 * more. It is still waited for.
	 */
	public synchronized void restart() {
		this.sent.clear();
	}

	/**
	 * Ends the record's turn: what is under way may still be followed by more, such as
	 * what is sent when something else has arrived. May be called more than once.
	 * @return completed, and never exceptionally, when all that was sent is settled, and
	 * nothing more can be sent
	 */
	public CompletableFuture<Void> end() {
		if (this.open.addAndGet(endTurn()) == 0) {
			this.done.complete(null);
		}
		return this.done;
	}

	private synchronized int endTurn() {
		int correction = this.ended ? 0 : this.begun - TURN;
		this.ended = true;
		return correction;
	}

	/**
	 * Waits until all that was sent is settled, and returns the failure that counts
	 * against the record.
	 * @return the first failure that leaves open whether a message has arrived, otherwise
	 * the first one, or {@code null} if all is confirmed but for messages that do not
	 * matter
	 */
	public @Nullable Throwable failure() {
		end().join();
		return gravestFailure();
	}

	private synchronized @Nullable Throwable gravestFailure() {
		Throwable first = null;
		for (Confirmation confirmation : this.sent) {
			first = graver(first, confirmation.unseenFailure());
		}
		return first;
	}

	private static @Nullable Throwable graver(@Nullable Throwable first, @Nullable Throwable failure) {
		boolean graver = failure instanceof NotCompletedException && !(first instanceof NotCompletedException);
		return (first == null || graver) ? failure : first;
	}

}
