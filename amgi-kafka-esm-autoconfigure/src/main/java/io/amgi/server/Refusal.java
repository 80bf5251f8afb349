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

import org.jspecify.annotations.Nullable;

import io.amgi.internal.Throwables;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.NotCompletedException;

/**
 * A reason not to acknowledge records. An application's exception is read once, when this
 * is made, and never under a lock.
 *
 * @param message the message
 * @param cause the failure, or {@code null}
 * @param isDecided whether somebody has decided against the record, which was handled to
 * its end
 * @param isDeadLetter whether the record becomes a dead letter
 */
record Refusal(String message, @Nullable Throwable cause, boolean isDecided, boolean isDeadLetter) {

	private static final String UNANSWERED = "Ack not received";

	static Refusal of(MessageNackEvent nack, DeadLetters deadLetters) {
		return of(nack.message(), nack.cause(), deadLetters);
	}

	static Refusal of(RecordNack nack, DeadLetters deadLetters) {
		return of(nack.message(), nack.cause(), deadLetters);
	}

	static Refusal unanswered(DeadLetters deadLetters) {
		return of(UNANSWERED, null, deadLetters);
	}

	static Refusal unreceived() {
		return new Refusal(UNANSWERED, new NotCompletedException("Not received"), false, false);
	}

	static Refusal notCompleted(NotCompletedException reason) {
		return new Refusal(String.valueOf(reason.getMessage()), reason, false, false);
	}

	private static Refusal of(String message, @Nullable Throwable cause, DeadLetters deadLetters) {
		boolean decided = !Throwables.contain(cause, NotCompletedException.class::isInstance);
		return new Refusal(message, cause, decided, decided && deadLetters.accept(cause));
	}

}
