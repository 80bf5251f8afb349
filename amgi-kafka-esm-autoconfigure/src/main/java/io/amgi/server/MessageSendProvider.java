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

/**
 * Opens a session that sends the messages of an invocation. A bean of this type takes
 * precedence over a {@link io.amgi.protocol.MessageSend MessageSend}; Kafka's provider
 * backs off for either.
 */
@FunctionalInterface
public interface MessageSendProvider {

	/**
	 * Opens an invocation, without connecting to anything yet.
	 * @param bootstrapServers the brokers that the event came from, separated by commas,
	 * or {@code null} if it does not say
	 * @return what to send by
	 */
	MessageSendSession open(@Nullable String bootstrapServers);

}
