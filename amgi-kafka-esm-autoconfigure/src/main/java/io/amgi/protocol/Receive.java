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
 * The events that the server has for a scope.
 */
@FunctionalInterface
public interface Receive {

	/**
	 * Returns the scope's next event, waiting for it where need be.
	 * @return the next event
	 * @throws InterruptedException if the thread is interrupted while it waits, or the
	 * server hands out nothing more since time is up
	 * @throws NotCompletedException if the next message is not to be handled because one
	 * before it has failed, or because the application ends
	 * @throws IllegalStateException if the scope has no further event
	 */
	ReceiveEvent receive() throws InterruptedException;

}
