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

package io.amgi.test;

import java.util.concurrent.CompletableFuture;

import org.springframework.core.Ordered;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.Receive;
import io.amgi.protocol.ReceiveEvent;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

/**
 * Intercepts the messages that leave the application. Each belongs to the record that was
 * received last. This middleware is the outermost one, so that it sees what the
 * application's own middleware has changed.
 *
 * @param interceptor receives the messages
 */
public record SendInterception(Interceptor interceptor) implements AmgiMiddleware, Ordered {

	@Override
	public AmgiApplication wrap(AmgiApplication application) {
		return (scope, receive, send) -> {
			if (scope instanceof MessageScope messageScope) {
				Dialogue dialogue = new Dialogue(messageScope, receive, send, this.interceptor);
				application.call(scope, dialogue, dialogue);
			}
			else {
				application.call(scope, receive, send);
			}
		};
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	/**
	 * Receives the messages that an application sends.
	 */
	@FunctionalInterface
	public interface Interceptor {

		/**
		 * Sends a message.
		 * @param scope the scope that it is sent in
		 * @param recordId the id of the record that was received last
		 * @param message the message
		 * @param send sends to the server
		 * @return what the server returned
		 */
		CompletableFuture<Void> send(MessageScope scope, String recordId, MessageSendEvent message, Send send);

	}

	/**
	 * The application's side of a scope.
	 */
	private static final class Dialogue implements Receive, Send {

		private final MessageScope scope;

		private final Receive receive;

		private final Send send;

		private final Interceptor interceptor;

		private volatile String recordId = "";

		Dialogue(MessageScope scope, Receive receive, Send send, Interceptor interceptor) {
			this.scope = scope;
			this.receive = receive;
			this.send = send;
			this.interceptor = interceptor;
		}

		@Override
		public ReceiveEvent receive() throws InterruptedException {
			ReceiveEvent event = this.receive.receive();
			if (event instanceof MessageReceiveEvent message) {
				this.recordId = message.id();
			}
			return event;
		}

		@Override
		public CompletableFuture<Void> send(SendEvent event) {
			return (event instanceof MessageSendEvent message)
					? this.interceptor.send(this.scope, this.recordId, message, this.send) : this.send.send(event);
		}

	}

}
