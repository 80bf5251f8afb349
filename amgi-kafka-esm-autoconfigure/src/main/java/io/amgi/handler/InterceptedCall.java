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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.handler.Interception.Handling;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

/**
 * A call with its interceptions. But for the decisions at its end, it belongs to the
 * thread that handles its messages.
 */
final class InterceptedCall implements ChannelCall, CallInterceptions {

	private final ChannelDescriptor channel;

	private final List<ChannelInterceptor> interceptors;

	private final Supplier<DecisionQueue> decisions;

	private final ChannelScope scope;

	private final List<ChannelMessage> messages;

	// By the interceptors' order, as many as were opened.
	private final List<@Nullable Interception> interceptions;

	// The reason by the id of a message, empty if it is skipped.
	private final Map<String, Optional<Throwable>> decided = new HashMap<>(2);

	private final Set<String> dropped = new HashSet<>(2);

	private boolean running;

	private int position;

	InterceptedCall(ChannelDescriptor channel, List<ChannelInterceptor> interceptors, Supplier<DecisionQueue> decisions,
			ChannelScope scope, List<ChannelMessage> messages) {
		this.channel = channel;
		this.interceptors = interceptors;
		this.decisions = decisions;
		this.scope = scope;
		this.messages = messages;
		this.interceptions = new ArrayList<>(interceptors.size());
	}

	@Override
	public ChannelDescriptor channel() {
		return this.channel;
	}

	@Override
	public MessageScope scope() {
		return this.scope.messageScope();
	}

	@Override
	public void onScopeEnd(Runnable action) {
		this.scope.onEnd(action);
	}

	@Override
	public List<ChannelMessage> messages() {
		return this.messages;
	}

	@Override
	public boolean isLeft(int index) {
		String id = id(index);
		return !this.decided.containsKey(id) && !this.dropped.contains(id);
	}

	@Override
	public void drop(String id) {
		this.dropped.add(id);
	}

	@Override
	public void skip(int index) {
		decide(index, Optional.empty());
	}

	@Override
	public void refuse(int index, Throwable cause) {
		decide(index, Optional.of(cause));
	}

	private void decide(int index, Optional<Throwable> refusal) {
		Assert.state(!this.running, "The method is running");
		Assert.state(this.decided.putIfAbsent(id(index), refusal) == null,
				() -> "Message %d of the call is skipped or refused already".formatted(index));
	}

	private String id(int index) {
		return this.messages.get(index).getEvent().id();
	}

	@Override
	public void open() throws Exception {
		for (ChannelInterceptor interceptor : this.interceptors) {
			if (this.decided.size() < this.messages.size()) {
				this.interceptions.add(interceptor.open(this));
			}
		}
	}

	@Override
	public void resolved(@Nullable Object[] arguments) throws Exception {
		for (Interception interception : this.interceptions) {
			if (interception != null && this.decided.size() < this.messages.size()) {
				interception.resolved(arguments);
			}
		}
	}

	@Override
	public int decidedCount() {
		return this.decided.size();
	}

	@Override
	public boolean isDecided(String id) {
		return this.decided.containsKey(id);
	}

	@Override
	public @Nullable Throwable refusal(String id) {
		Optional<Throwable> refusal = this.decided.get(id);
		return (refusal != null) ? refusal.orElse(null) : null;
	}

	@Override
	public Handling around(RepeatableHandling handling) {
		this.running = true;
		Handling outermost = new Attempts(handling);
		for (int i = this.interceptions.size() - 1; i >= 0; i--) {
			Interception interception = this.interceptions.get(i);
			if (interception != null) {
				outermost = new InterceptedHandling(interception, outermost);
			}
		}
		return outermost;
	}

	@Override
	public Send deciding(Send send) {
		if (!isDeciding()) {
			return send;
		}
		DecisionQueue queue = this.decisions.get();
		return (event) -> decide(event, send, queue);
	}

	private boolean isDeciding() {
		for (int i = 0; i < this.interceptions.size(); i++) {
			if (this.interceptions.get(i) != null && this.interceptors.get(i) instanceof DecisionInterceptor) {
				return true;
			}
		}
		return false;
	}

	private CompletableFuture<Void> decide(SendEvent event, Send send, DecisionQueue queue) {
		if (event instanceof MessageAckEvent ack) {
			return queue.add(new PendingDecision(this, ack.id(), event, send));
		}
		if (event instanceof MessageNackEvent nack) {
			return queue.add(new PendingDecision(this, nack.id(), event, send));
		}
		return send.send(event);
	}

	/**
	 * Returns the index of a message. Those of a batch come in their order.
	 * @param id the message's id
	 * @return the index
	 */
	int indexOf(String id) {
		for (int i = 0; i < this.messages.size(); i++) {
			int index = (this.position + i) % this.messages.size();
			if (id(index).equals(id)) {
				this.position = index;
				return index;
			}
		}
		throw new IllegalStateException("No message of the call");
	}

	boolean isEnded() {
		return this.scope.isEnded();
	}

	/**
	 * Holds the decision on a message back at the server.
	 * @param id the message's id
	 * @param isAck whether to acknowledge the message
	 */
	void hold(String id, boolean isAck) {
		this.scope.hold(id, isAck);
	}

	/**
	 * Returns the interception that an interceptor has opened.
	 * @param interceptor the interceptor
	 * @return the interception, or {@code null} if there is none
	 */
	@Nullable Interception interception(ChannelInterceptor interceptor) {
		int index = this.interceptors.indexOf(interceptor);
		return (index >= 0 && index < this.interceptions.size()) ? this.interceptions.get(index) : null;
	}

	/**
	 * The attempts to handle the call.
	 */
	private static final class Attempts implements Handling {

		private final RepeatableHandling handling;

		private boolean attempted;

		Attempts(RepeatableHandling handling) {
			this.handling = handling;
		}

		@Override
		public void proceed() throws Exception {
			if (this.attempted) {
				this.handling.restart();
			}
			this.attempted = true;
			this.handling.proceed();
		}

		@Override
		public CompletableFuture<Void> sends() {
			return this.handling.sends();
		}

	}

	/**
	 * An interception around the rest of the call.
	 *
	 * @param interception the interception
	 * @param next the rest
	 */
	private record InterceptedHandling(Interception interception, Handling next) implements Handling {

		@Override
		public void proceed() throws Exception {
			this.interception.invoke(this.next);
		}

		@Override
		public CompletableFuture<Void> sends() {
			return this.next.sends();
		}

	}

}
