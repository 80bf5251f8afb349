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

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

/**
 * A decision on its way to the server.
 */
final class PendingDecision {

	private final InterceptedCall call;

	private final String id;

	private final Send send;

	private final CompletableFuture<Void> sent = new CompletableFuture<>();

	private SendEvent event;

	/**
	 * Creates a decision.
	 * @param call the call that it is a decision of
	 * @param id the id of the message
	 * @param event an ack or a nack
	 * @param send the way to the server
	 */
	PendingDecision(InterceptedCall call, String id, SendEvent event, Send send) {
		this.call = call;
		this.id = id;
		this.event = event;
		this.send = send;
	}

	/**
	 * Holds the decision back at the server.
	 * @param lingers whether acknowledgements wait for others, so that those others must
	 * not wait for them
	 */
	void hold(boolean lingers) {
		this.call.hold(this.id, lingers && isAck());
	}

	CompletableFuture<Void> sent() {
		return this.sent;
	}

	/**
	 * Returns whether the scope has ended, so that no further decisions can follow.
	 * @return whether it has ended
	 */
	boolean isLate() {
		return this.call.isEnded();
	}

	boolean isAck() {
		return this.event instanceof MessageAckEvent;
	}

	void nack(Throwable cause) {
		this.event = MessageNackEvent.because(this.id, cause);
	}

	/**
	 * Makes an acknowledgement that an interceptor has failed to take note of a nack.
	 * @param failure the interceptor's failure
	 */
	void fail(Throwable failure) {
		if (isAck()) {
			nack(new NotCompletedException("Not completed: an interceptor has failed", failure));
		}
	}

	/**
	 * Sends the decision.
	 */
	void send() {
		try {
			this.send.send(this.event);
			this.sent.complete(null);
		}
		catch (Throwable ex) {
			this.sent.completeExceptionally(ex);
		}
	}

	/**
	 * Returns the decision as an interceptor sees it.
	 * @param interceptor the interceptor
	 * @return the decision, or {@code null} if it is none of the interceptor's business
	 */
	DecisionInterceptor.@Nullable Decision decisionFor(DecisionInterceptor interceptor) {
		Interception interception = this.call.interception(interceptor);
		return (interception != null) ? new View(interception, this.call.indexOf(this.id), this) : null;
	}

	/**
	 * The view of an interceptor.
	 *
	 * @param interception its interception
	 * @param index the message's index in the call
	 * @param decision the decision
	 */
	private record View(Interception interception, int index,
			PendingDecision decision) implements DecisionInterceptor.Decision {

		@Override
		public boolean isAck() {
			return this.decision.isAck();
		}

		@Override
		public @Nullable Throwable cause() {
			return (this.decision.event instanceof MessageNackEvent nack) ? nack.cause() : null;
		}

		@Override
		public void nack(Throwable cause) {
			this.decision.nack(cause);
		}

	}

}
