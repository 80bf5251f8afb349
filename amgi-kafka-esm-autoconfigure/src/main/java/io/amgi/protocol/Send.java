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

/**
 * The way from an application to the server.
 */
@FunctionalInterface
public interface Send {

	/**
	 * Sends an event to the server. After the end of its scope, which may come before the
	 * application has left it, acks and nacks do nothing, and messages fail.
	 * @param event the event
	 * @return completed at once for all events but {@link MessageSendEvent}, whose future
	 * completes when the message is confirmed, exceptionally when it is not; a server may
	 * return a {@link Confirmation} there, which saves the application one of its own
	 * @throws IllegalStateException if the scope is not in a state for this event
	 */
	CompletableFuture<Void> send(SendEvent event);

}
