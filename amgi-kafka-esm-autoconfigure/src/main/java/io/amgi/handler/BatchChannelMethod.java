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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.util.function.SingletonSupplier;

import io.amgi.internal.Throwables;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.RecordSender;

/**
 * A channel method that is called once with all messages of a scope, and again with those
 * that a call has left undecided.
 */
final class BatchChannelMethod extends ChannelMethod {

	private final BatchArguments arguments;

	private final BatchFailures failures;

	BatchChannelMethod(HandlerMethod method, Supplier<Object> bean, BatchArguments arguments,
			ArgumentValidation validation, ReturnValue returnValue, BatchFailures failures) {
		super(method, bean, validation, returnValue);
		this.arguments = arguments;
		this.failures = failures;
	}

	@Override
	Optional<MethodParameter> payload() {
		return Optional.of(this.arguments.element()).filter(Argument::isPayload).map(Argument::parameter);
	}

	@Override
	void handle(ChannelScope scope) throws InterruptedException {
		Supplier<Object> bean = SingletonSupplier.of(this::getBean);
		Batch batch = Batch.unresolved(receiveAll(scope));
		while (!batch.isEmpty()) {
			batch = handle(scope, bean, batch);
		}
	}

	private static List<MessageReceiveEvent> receiveAll(ChannelScope scope) throws InterruptedException {
		List<MessageReceiveEvent> events = new ArrayList<>();
		MessageReceiveEvent event;
		do {
			event = receive(scope);
			if (event != null) {
				events.add(event);
			}
		}
		while (event != null && event.moreMessages());
		return events;
	}

	// If a failure stops the records behind it, the batch ends before the first record
	// that cannot be delivered.
	private static @Nullable MessageReceiveEvent receive(ChannelScope scope) throws InterruptedException {
		try {
			return scope.receive();
		}
		catch (NotCompletedException ex) {
			if (scope.isEnding()) {
				throw ex;
			}
			return null;
		}
	}

	/**
	 * Returns what the call has left undecided.
	 * @param scope the scope
	 * @param bean the bean with the method
	 * @param received the messages
	 * @return the messages that are left
	 */
	private Batch handle(ChannelScope scope, Supplier<Object> bean, Batch received) throws InterruptedException {
		CallInterceptions call = scope.call(received.messages(scope, scope.sender(received.lastId())));
		BatchSelection selection = new BatchSelection(scope, call,
				(message) -> this.arguments.resolveElement(message, bean));
		Batch batch = selection.open(received);
		return batch.isEmpty() ? batch : handle(scope, bean, batch, call, selection);
	}

	private Batch handle(ChannelScope scope, Supplier<Object> bean, Batch batch, CallInterceptions call,
			BatchSelection selection) throws InterruptedException {
		Turn turn = new Turn(scope, bean, batch, call);
		if (!turn.run(turn::resolve)) {
			return turn.end();
		}
		Batch left = selection.select(batch);
		if (left == batch) {
			turn.run(turn::call);
			return turn.end();
		}
		return left.isEmpty() ? left : new Turn(scope, bean, left, call).handle();
	}

	/**
	 * The handling of messages in one call.
	 */
	private final class Turn implements RepeatableHandling {

		private final ChannelScope scope;

		private final Supplier<Object> bean;

		private Batch batch;

		private final CallInterceptions call;

		private final RecordSender sender;

		private List<ChannelMessage> messages;

		private BatchDecisions decisions;

		private List<BatchDecisions> attempts;

		private @Nullable Throwable failure;

		private @Nullable Object[] resolved = new Object[0];

		Turn(ChannelScope scope, Supplier<Object> bean, Batch batch, CallInterceptions call) {
			this.scope = scope;
			this.bean = bean;
			this.batch = batch;
			this.call = call;
			this.sender = scope.sender(batch.lastId());
			this.messages = batch.messages(scope, this.sender);
			this.decisions = new BatchDecisions(this.messages);
			this.attempts = List.of(this.decisions);
		}

		// Handles the messages that interceptors have neither skipped nor refused.
		Batch handle() {
			run(() -> {
				resolveArguments();
				call();
			});
			return end();
		}

		/**
		 * Runs a part of the handling, and decides on all messages if that fails.
		 * @param part the part
		 * @return whether it has not failed
		 */
		boolean run(ChannelScope.Handler part) {
			try {
				this.scope.run(this.sender, part);
				return true;
			}
			catch (Throwable ex) {
				Throwables.throwIfFatal(ex);
				BatchChannelMethod.this.failures.decide(RecordCompletion.unwrap(ex), this.messages, this.decisions);
				return false;
			}
		}

		void resolve() throws Exception {
			resolveArguments();
			this.call.resolved(this.resolved);
		}

		private void resolveArguments() {
			resolveList();
			validate(this.bean.get(), this.resolved);
		}

		private void resolveList() {
			this.resolved = BatchChannelMethod.this.arguments.resolve(this.batch.argument(), this.messages.get(0),
					this.decisions);
		}

		void call() throws Exception {
			this.scope.checkRunning();
			this.call.around(this).proceed();
			this.decisions.ackRest();
		}

		@Override
		public void proceed() throws Exception {
			if (this.batch.isEmpty()) {
				return;
			}
			try {
				invoke(this.bean.get(), this.resolved, this.messages.get(0));
			}
			catch (Throwable ex) {
				this.failure = ex;
				throw ex;
			}
		}

		@Override
		public CompletableFuture<Void> sends() {
			return this.sender.confirmed();
		}

		@Override
		public void restart() {
			this.sender.restart();
			if (this.failure != null) {
				BatchChannelMethod.this.failures.decideBefore(RecordCompletion.unwrap(this.failure), this.messages,
						this.decisions);
			}
			this.batch = this.batch.without(this.decisions);
			beginAttempt();
		}

		// Decisions of a failed attempt are kept.
		private void beginAttempt() {
			this.messages = this.batch.messages(this.scope, this.sender);
			this.decisions = new BatchDecisions(this.messages);
			List<BatchDecisions> attempts = new ArrayList<>(this.attempts);
			attempts.add(this.decisions);
			this.attempts = attempts;
			if (!this.batch.isEmpty()) {
				resolveList();
			}
		}

		/**
		 * Decides on the messages.
		 * @return those that are left undecided
		 */
		Batch end() {
			if (!this.scope.mayContinue()) {
				this.decisions.nackRest(BatchSelection.BEHIND_FAILURE);
			}
			this.scope.decide(new BatchCompletion(this.attempts, this.sender), this.call);
			return this.batch.without(this.decisions);
		}

	}

}
