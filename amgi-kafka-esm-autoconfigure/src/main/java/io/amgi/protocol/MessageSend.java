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

package io.amgi.protocol;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Sends the application's {@code message.send} events. A bean of this type replaces
 * Kafka, for every event.
 */
@FunctionalInterface
public interface MessageSend {

	/**
	 * Sends a message.
	 * @param event the message
	 * @return completed when the message is confirmed, exceptionally when it is not: with
	 * a {@link NonRetryableException} if the message was refused for good, and with any
	 * other exception if it is unknown whether it has arrived, so that the sending record
	 * counts as not completed
	 */
	CompletableFuture<Void> send(MessageSendEvent event);

	/**
	 * Sends a message for a caller that does not need a future. Implement this method to
	 * avoid creating one.
	 * @param event the message
	 * @param settled called once, with the message's failure, or {@code null} when it is
	 * confirmed; not called if this method throws
	 */
	default void send(MessageSendEvent event, Consumer<@Nullable Throwable> settled) {
		send(event).whenComplete((confirmed, failure) -> settled.accept(failure));
	}

}
