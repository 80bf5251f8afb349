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

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;

import io.amgi.internal.Throwables;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.sender.RecordSender;

/**
 * A channel method that is called once per message.
 */
final class SingleChannelMethod extends ChannelMethod {

	private static final @Nullable Object[] NO_ARGUMENTS = new Object[0];

	private final List<Argument> arguments;

	SingleChannelMethod(HandlerMethod method, Supplier<Object> bean, List<Argument> arguments,
			ArgumentValidation validation, ReturnValue returnValue) {
		super(method, bean, validation, returnValue);
		this.arguments = arguments;
	}

	@Override
	void handle(ChannelScope scope) throws InterruptedException {
		MessageReceiveEvent event;
		do {
			event = scope.receive();
			handle(scope, event);
		}
		while (event.moreMessages());
	}

	@Override
	Optional<MethodParameter> payload() {
		return this.arguments.stream().filter(Argument::isPayload).map(Argument::parameter).findFirst();
	}

	private void handle(ChannelScope scope, MessageReceiveEvent event) {
		RecordSender sender = scope.sender(event.id());
		ChannelMessage message = scope.message(event, sender);
		CallInterceptions call = scope.call(message);
		Throwable failure = null;
		try {
			scope.run(sender, new Turn(message, call));
		}
		catch (Throwable ex) {
			Throwables.throwIfFatal(ex);
			failure = ex;
		}
		scope.decide(new RecordCompletion(event.id(), sender, failure), call);
	}

	/**
	 * The handling of a message.
	 */
	private final class Turn implements ChannelScope.Handler, RepeatableHandling {

		private final ChannelMessage message;

		private final CallInterceptions call;

		private @Nullable Object bean;

		private @Nullable Object[] arguments = NO_ARGUMENTS;

		Turn(ChannelMessage message, CallInterceptions call) {
			this.message = message;
			this.call = call;
		}

		@Override
		public void handle() throws Exception {
			this.call.open();
			if (isLeft()) {
				resolve();
				this.call.resolved(this.arguments);
			}
			if (isLeft()) {
				this.call.around(this).proceed();
			}
		}

		private boolean isLeft() throws ExecutionException {
			Throwable refusal = this.call.refusal(this.message.getEvent().id());
			if (refusal != null) {
				throw new ExecutionException(refusal);
			}
			return this.call.decidedCount() == 0;
		}

		private void resolve() {
			@Nullable Object[] arguments = new @Nullable Object[SingleChannelMethod.this.arguments.size()];
			for (int i = 0; i < arguments.length; i++) {
				arguments[i] = SingleChannelMethod.this.arguments.get(i).resolve(this.message);
			}
			this.arguments = arguments;
			this.bean = getBean();
			validate(this.bean, arguments);
		}

		@Override
		public void proceed() throws Exception {
			invoke(Objects.requireNonNull(this.bean), this.arguments, this.message);
		}

		@Override
		public CompletableFuture<Void> sends() {
			return this.message.recordSender().confirmed();
		}

		@Override
		public void restart() {
			this.message.recordSender().restart();
		}

	}

}
