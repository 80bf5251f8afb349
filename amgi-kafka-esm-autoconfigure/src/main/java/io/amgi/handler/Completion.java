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

import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Send;

/**
 * The work that remains when a handler has ended: confirmations and decisions.
 */
interface Completion {

	/**
	 * Decides as soon as the outcome of the turn's records is known, on this thread or on
	 * the one that settles the last message.
	 * @param send sends the decision to the server
	 * @return completed when nothing remains of the turn
	 */
	CompletableFuture<Void> decide(Send send);

	/**
	 * Returns a nack, which nobody has decided on if what was sent beside it may be lost.
	 * @param unsent what a message has failed with, or {@code null}
	 * @param nack the nack of a handler that has failed for another reason
	 * @return the nack for the same reason
	 */
	static MessageNackEvent beside(@Nullable Throwable unsent, MessageNackEvent nack) {
		return (unsent instanceof NotCompletedException) ? new MessageNackEvent(nack.id(), nack.message(),
				new NotCompletedException(String.valueOf(unsent.getMessage()), nack.cause())) : nack;
	}

}
