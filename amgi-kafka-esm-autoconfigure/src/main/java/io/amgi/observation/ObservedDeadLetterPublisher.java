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
import java.util.concurrent.Executor;

import io.amgi.protocol.MessageSend;
import io.amgi.server.DeadLetter;
import io.amgi.server.DeadLetterPublisher;

/**
 * Observes the messages by which dead letters are published. Their trace context is that
 * of the record's processing.
 */
public final class ObservedDeadLetterPublisher implements DeadLetterPublisher {

	private final DeadLetterPublisher publisher;

	private final SendObservations sends;

	private final Executor executor;

	/**
	 * Creates a publisher.
	 * @param publisher the publisher of dead letters
	 * @param sends observes messages
	 * @param executor ends observations, since a producer's thread must not
	 */
	public ObservedDeadLetterPublisher(DeadLetterPublisher publisher, SendObservations sends, Executor executor) {
		this.publisher = publisher;
		this.sends = sends;
		this.executor = executor;
	}

	@Override
	public CompletableFuture<Void> publish(DeadLetter letter, MessageSend send) {
		return this.publisher.publish(letter,
				(message) -> this.sends.observe(message, null, send::send, this.executor));
	}

}
