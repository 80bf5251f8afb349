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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;
import io.amgi.sender.RecordSender;

/**
 * A message scope as a channel method handles it.
 */
final class ChannelScope {

	private static final Log logger = LogFactory.getLog(ChannelInterceptor.class);

	private final MessageScope scope;

	private final Map<String, String> parameters;

	private final Receive receive;

	private final Send send;

	private final ChannelMessageSupport conventions;

	private final ChannelInterceptors interceptors;

	private volatile @Nullable DecisionQueue decisions;

	private volatile boolean ended;

	private List<Runnable> endActions = List.of();

	ChannelScope(MessageScope scope, Map<String, String> parameters, Receive receive, Send send,
			ChannelMessageSupport conventions, ChannelInterceptors interceptors) {
		this.scope = scope;
		this.parameters = parameters;
		this.receive = receive;
		this.send = send;
		this.conventions = conventions;
		this.interceptors = interceptors;
	}

	MessageReceiveEvent receive() throws InterruptedException {
		return (MessageReceiveEvent) this.receive.receive();
	}

	MessageScope messageScope() {
		return this.scope;
	}

	/**
	 * Begins a call for a message.
	 * @param message the message
	 * @return the interceptions of the call
	 */
	CallInterceptions call(ChannelMessage message) {
		return this.interceptors.call(this, message);
	}

	/**
	 * Begins a call for messages of a batch.
	 * @param messages the messages
	 * @return the interceptions of the call
	 */
	CallInterceptions call(List<ChannelMessage> messages) {
		return this.interceptors.call(this, messages);
	}

	/**
	 * Returns whether messages behind a failed one may still be handled, which only the
	 * server knows.
	 * @return whether it says so
	 */
	boolean mayContinue() {
		return extension("amgi.failure").get("mayContinue") instanceof BooleanSupplier mayContinue
				&& mayContinue.getAsBoolean();
	}

	/**
	 * Returns whether the server hands out nothing more because the application ends.
	 * @return whether it says so
	 */
	boolean isEnding() {
		return extension("amgi.failure").get("isEnding") instanceof BooleanSupplier isEnding && isEnding.getAsBoolean();
	}

	/**
	 * Checks that a batch that was received may still be handled.
	 * @throws InterruptedException if the thread is interrupted
	 */
	void checkRunning() throws InterruptedException {
		if (isEnding()) {
			throw new NotCompletedException("Not attempted: the application is ending");
		}
		if (Thread.interrupted()) {
			throw new InterruptedException("Not attempted: the handler was interrupted");
		}
	}

	/**
	 * Returns whether messages that were received may still be handled, as far as the
	 * server has got its decisions.
	 * @return whether they may
	 */
	boolean isOpen() {
		return !(extension("amgi.group").get("isOpen") instanceof BooleanSupplier isOpen) || isOpen.getAsBoolean();
	}

	/**
	 * Announces to the server that the decision on a message comes later.
	 * @param messageId the message's id
	 * @param isAck whether to acknowledge the message, so that others need not wait
	 */
	@SuppressWarnings("unchecked") // The extension takes ids.
	void hold(String messageId, boolean isAck) {
		if (extension("amgi.group").get(isAck ? "holdAck" : "hold") instanceof Consumer<?> hold) {
			((Consumer<String>) hold).accept(messageId);
		}
	}

	/**
	 * Returns the queue of the batch's decisions.
	 * @param interceptors the interceptors of all channels
	 * @return the queue
	 */
	@SuppressWarnings("unchecked") // The extension maps names to objects.
	DecisionQueue decisions(List<ChannelInterceptor> interceptors) {
		DecisionQueue queue;
		Map<String, Object> batch = extension("amgi.batch");
		if (batch.get("worker") instanceof Executor worker && batch.get("attributes") instanceof Map<?, ?> attributes) {
			queue = ((Map<Object, DecisionQueue>) attributes).computeIfAbsent(DecisionQueue.class,
					(type) -> new DecisionQueue(interceptors, worker));
		}
		else {
			queue = DecisionQueue.immediate(interceptors);
		}
		this.decisions = queue;
		return queue;
	}

	/**
	 * Adds an action for the scope's end. Only the scope's own thread does so.
	 * @param action the action
	 */
	void onEnd(Runnable action) {
		List<Runnable> actions = new ArrayList<>(this.endActions);
		actions.add(action);
		this.endActions = actions;
	}

	/**
	 * Ends the scope: decisions that wait for others wait no longer.
	 */
	void end() {
		this.ended = true;
		flush();
		this.endActions.forEach(ChannelScope::end);
	}

	private static void end(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			logger.warn("An interceptor has failed at the end of a scope", ex);
		}
	}

	boolean isEnded() {
		return this.ended;
	}

	private void flush() {
		DecisionQueue queue = this.decisions;
		if (queue != null) {
			queue.flush();
		}
	}

	private Map<String, Object> extension(String name) {
		return this.scope.extensions().getOrDefault(name, Map.of());
	}

	/**
	 * Creates a sender for a message.
	 * @param messageId the message's id
	 * @return the sender
	 */
	RecordSender sender(String messageId) {
		return new RecordSender(this.send, this.conventions.outboundConverter(), messageId);
	}

	ChannelMessage message(MessageReceiveEvent event, RecordSender sender) {
		return new ChannelMessage(this.scope, event, this.parameters, sender, this.conventions);
	}

	/**
	 * Runs a handler with its sender bound to this thread.
	 * @param sender the sender
	 * @param handler the handler
	 * @throws Exception what the handler throws
	 */
	void run(RecordSender sender, Handler handler) throws Exception {
		this.conventions.currentSender().bind(sender);
		try {
			handler.handle();
		}
		finally {
			this.conventions.currentSender().unbind();
		}
	}

	/**
	 * Decides on a turn, now or as soon as it can be. Nothing waits for that, not even at
	 * the scope's end, so that turns and scopes send one behind another: the server knows
	 * what is under way.
	 * @param turn the turn
	 * @param call the interceptions of the call
	 */
	void decide(Completion turn, CallInterceptions call) {
		CompletableFuture<Void> decision = turn.decide(call.deciding(this.send));
		if (decision.isCompletedExceptionally()) {
			decision.join();
		}
	}

	/**
	 * Decides on a message at once, and waits until the server knows.
	 * @param decision the decision
	 * @param call the interceptions of the call
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void decide(SendEvent decision, CallInterceptions call) throws InterruptedException {
		try {
			CompletableFuture<Void> decided = call.deciding(this.send).send(decision);
			flush();
			decided.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The server has refused '%s'".formatted(decision.type()), ex.getCause());
		}
	}

	/**
	 * Handles a message or a batch of messages.
	 */
	@FunctionalInterface
	interface Handler {

		void handle() throws Exception;

	}

}
