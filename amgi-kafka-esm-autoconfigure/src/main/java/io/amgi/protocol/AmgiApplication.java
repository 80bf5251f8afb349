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

/**
 * An application that a server calls once per {@link Scope}, and that converses with it
 * in events until the scope ends.
 */
@FunctionalInterface
public interface AmgiApplication {

	/**
	 * Runs one scope to its end.
	 * <p>
	 * In a {@link MessageScope} the application receives until an event says that there
	 * are no more messages, and sends a {@link MessageAckEvent} or
	 * {@link MessageNackEvent} for each. In a {@link LifespanScope} it answers
	 * {@link LifespanStartupEvent} and {@link LifespanShutdownEvent}.
	 * @param scope the scope of this call
	 * @param receive receives the server's events
	 * @param send sends the application's events
	 * @throws Exception to nack each message of the scope that is not acknowledged yet,
	 * with this exception's message; on a lifespan scope before anything was answered, to
	 * say that the application does not support it
	 */
	void call(Scope scope, Receive receive, Send send) throws Exception;

}
