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

import org.jspecify.annotations.Nullable;

import io.amgi.handler.Interception.Handling;
import io.amgi.protocol.Send;

/**
 * Runs interceptors at the stages of a call. Does nothing by default.
 */
interface CallInterceptions {

	/**
	 * The interceptions of a call that nobody intercepts.
	 */
	CallInterceptions NONE = new CallInterceptions() {
	};

	/**
	 * Opens the interceptions.
	 * @throws Exception if the call must not go on
	 */
	default void open() throws Exception {
	}

	/**
	 * Passes the arguments to the interceptions.
	 * @param arguments the arguments
	 * @throws Exception if the call must not go on
	 */
	default void resolved(@Nullable Object[] arguments) throws Exception {
	}

	/**
	 * Returns how many messages are skipped or refused.
	 * @return the number
	 */
	default int decidedCount() {
		return 0;
	}

	/**
	 * Takes note that a message does not come to the method, for whatever reason.
	 * @param id the message's id
	 */
	default void drop(String id) {
	}

	/**
	 * Returns whether a message is skipped or refused.
	 * @param id the message's id
	 * @return whether it is
	 */
	default boolean isDecided(String id) {
		return false;
	}

	/**
	 * Returns why a message is refused.
	 * @param id the message's id
	 * @return the reason, or {@code null} if it is not
	 */
	default @Nullable Throwable refusal(String id) {
		return null;
	}

	/**
	 * Puts the interceptions around the method.
	 * @param handling invokes the method
	 * @return the outermost handling
	 */
	default Handling around(RepeatableHandling handling) {
		return handling;
	}

	/**
	 * Puts the interceptions in front of decisions.
	 * @param send the way to the server
	 * @return the way for decisions
	 */
	default Send deciding(Send send) {
		return send;
	}

}
