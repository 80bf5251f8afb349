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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Also intercepts the decisions on messages, whether to acknowledge or to refuse them.
 * Inner interceptors run first, and outer interceptors see their result.
 */
public interface DecisionInterceptor extends ChannelInterceptor {

	/**
	 * Returns how long acknowledgements may be held, so that many of them come in one
	 * list: up to 100, and not beyond a nack or the end of their scope.
	 * @return the time, by default none
	 */
	default Duration linger() {
		return Duration.ZERO;
	}

	/**
	 * Called between decisions and acknowledgements, when everything that the messages
	 * have sent is settled. The decisions of a batch are passed as one list after
	 * another, on a separate thread. Decisions made during a call are part of the next
	 * list.
	 * @param settled the decisions on messages of calls that this interceptor has opened
	 * an interception for
	 * @throws Exception if the decisions could not be recorded: acknowledgements become
	 * nacks of messages that are not completed
	 */
	void deciding(List<Decision> settled) throws Exception;

	/**
	 * A decision on a message.
	 */
	interface Decision {

		/**
		 * Returns the interception that this interceptor has opened for the call.
		 * @return the interception
		 */
		Interception interception();

		/**
		 * Returns the message's index in its call.
		 * @return the index
		 */
		int index();

		/**
		 * Returns whether the message is to be acknowledged.
		 * @return whether it is
		 */
		boolean isAck();

		/**
		 * Returns the cause of a nack.
		 * @return the cause, or {@code null} for an acknowledgement
		 */
		@Nullable Throwable cause();

		/**
		 * Nacks the message, regardless of the decision on it.
		 * @param cause the cause
		 */
		void nack(Throwable cause);

	}

}
