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

/**
 * The interception of one call.
 */
public interface Interception {

	/**
	 * Called when the arguments are resolved and valid. Messages may still be skipped or
	 * refused.
	 * @param arguments the arguments of the method, not to be changed; a batch method's
	 * list holds the messages that are not skipped, refused or unreadable
	 * @throws Exception if the call must not go on: its messages are nacked
	 */
	default void resolved(@Nullable Object[] arguments) throws Exception {
	}

	/**
	 * Called around the method, the wait for its asynchronous result, and its replies.
	 * Not called if no message is left for the method.
	 * @param next the next interception, or the method itself
	 * @throws Exception the exception to treat as the method's failure
	 */
	default void invoke(Handling next) throws Exception {
		next.proceed();
	}

	/**
	 * The handling that an interception surrounds.
	 */
	interface Handling {

		/**
		 * Invokes the method. May be called again after a failure; messages of the failed
		 * attempt remain sent, but do not count against the call.
		 * @throws Exception the exception that the method has thrown, or that its result
		 * has failed with
		 */
		void proceed() throws Exception;

		/**
		 * Returns the confirmation of all that the method has sent so far.
		 * @return completed when all is confirmed, exceptionally if a message has failed
		 * that counts against the call
		 */
		CompletableFuture<Void> sends();

	}

}
