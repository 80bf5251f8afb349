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

/**
 * Intercepts the calls of channel methods. Beans of this type are asked in their order,
 * the first one is the outermost. An application without such beans pays nothing for
 * this.
 *
 * @see DecisionInterceptor
 */
public interface ChannelInterceptor {

	/**
	 * Returns whether to intercept a channel's calls. Asked once per channel, at
	 * start-up.
	 * @param channel the channel
	 * @return whether to intercept them
	 */
	default boolean supports(ChannelDescriptor channel) {
		return true;
	}

	/**
	 * Opens the interception of a call, on the thread that handles its messages, before
	 * arguments are resolved.
	 * @param call the call
	 * @return the interception, or {@code null} if the call is of no interest
	 * @throws Exception if the call must not go on: its messages are nacked
	 */
	@Nullable Interception open(ChannelCall call) throws Exception;

}
