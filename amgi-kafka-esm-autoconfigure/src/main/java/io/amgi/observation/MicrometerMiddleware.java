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

package io.amgi.observation;

import java.util.concurrent.CompletableFuture;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.Receive;
import io.amgi.protocol.ReceiveEvent;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

/**
 * Observes an application's messages, and ends the observations of the records that it
 * acknowledges.
 */
public final class MicrometerMiddleware implements AmgiMiddleware {

	private final SendObservations sends;

	/**
	 * Creates a middleware.
	 * @param sends observes messages
	 */
	public MicrometerMiddleware(SendObservations sends) {
		this.sends = sends;
	}

	@Override
	public AmgiApplication wrap(AmgiApplication application) {
		return (scope, receive, send) -> {
			if (scope instanceof MessageScope messages) {
				ObservedScope observed = new ObservedScope(messages.address(), receive, send);
				application.call(scope, observed, observed);
			}
			else {
				application.call(scope, receive, send);
			}
		};
	}

	/**
	 * The events of one scope.
	 */
	private final class ObservedScope implements Receive, Send {

		private final String address;

		private final Receive receive;

		private final Send send;

		private volatile @Nullable ObservedBatch batch;

		ObservedScope(String address, Receive receive, Send send) {
			this.address = address;
			this.receive = receive;
			this.send = send;
		}

		@Override
		public ReceiveEvent receive() throws InterruptedException {
			ReceiveEvent event = this.receive.receive();
			if (this.batch == null) {
				this.batch = ObservedBatch.current();
			}
			return event;
		}

		@Override
		public CompletableFuture<Void> send(SendEvent event) {
			ObservedBatch batch = this.batch;
			if (batch == null) {
				return this.send.send(event);
			}
			if (event instanceof MessageSendEvent message) {
				Observation parent = batch.processOf(message.messageId());
				return MicrometerMiddleware.this.sends.observe(message, parent, this.send::send, Runnable::run);
			}
			CompletableFuture<Void> sent = this.send.send(event);
			if (event instanceof MessageAckEvent ack) {
				batch.acked(ack.id(), this.address);
			}
			return sent;
		}

	}

}
