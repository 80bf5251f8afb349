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

package io.amgi.server;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.protocol.MessageSend;

/**
 * Decides which records become dead letters, and when.
 */
final class DeadLetters {

	static final DeadLetters NONE = new DeadLetters(null, DeadLetterOn.ALL, Redelivery.NONE,
			NonRetryableExceptions.DEFAULT);

	private final @Nullable DeadLetterPublisher publisher;

	private final DeadLetterOn on;

	private final Redelivery redelivery;

	private final NonRetryableExceptions nonRetryable;

	DeadLetters(@Nullable DeadLetterPublisher publisher, @Nullable DeadLetterOn on, Redelivery redelivery,
			NonRetryableExceptions nonRetryable) {
		this.publisher = publisher;
		this.on = (on != null) ? on : DeadLetterOn.ALL;
		this.redelivery = redelivery;
		this.nonRetryable = nonRetryable;
	}

	boolean areEnabled() {
		return this.publisher != null;
	}

	// If the whole batch can be redelivered, letters wait for its complete outcome.
	// Otherwise each delivery would publish them again.
	boolean goLast() {
		return this.redelivery == Redelivery.BATCH;
	}

	/**
	 * Returns whether a record that was decided against becomes a dead letter.
	 * @param cause the failure, or {@code null}
	 * @return whether it does
	 */
	boolean accept(@Nullable Throwable cause) {
		return areEnabled() && (this.on == DeadLetterOn.ALL || this.nonRetryable.contain(cause));
	}

	/**
	 * Returns whether a record that was decided against comes again by itself.
	 * @param cause the failure, or {@code null}
	 * @return whether it does, as records do that Lambda is told of
	 */
	boolean leaveToRedelivery(@Nullable Throwable cause) {
		return this.redelivery == Redelivery.RECORDS && !accept(cause);
	}

	CompletableFuture<Void> publish(@Nullable DeadLetter letter, MessageSend send) {
		Assert.state(this.publisher != null && letter != null, "There is no dead letter to publish");
		return this.publisher.publish(letter,
				(send instanceof MessageSendSession session) ? session.deadLetters(letter) : send);
	}

}
