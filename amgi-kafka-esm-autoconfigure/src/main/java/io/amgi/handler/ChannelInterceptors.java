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

import java.util.List;

/**
 * The interceptors of a channel's calls.
 */
abstract class ChannelInterceptors {

	static final ChannelInterceptors NONE = new ChannelInterceptors() {

		@Override
		CallInterceptions call(ChannelScope scope, ChannelMessage message) {
			return CallInterceptions.NONE;
		}

		@Override
		CallInterceptions call(ChannelScope scope, List<ChannelMessage> messages) {
			return CallInterceptions.NONE;
		}

	};

	static ChannelInterceptors of(ChannelDescriptor descriptor, List<ChannelInterceptor> interceptors) {
		List<ChannelInterceptor> supporting = interceptors.stream()
			.filter((interceptor) -> interceptor.supports(descriptor))
			.toList();
		return supporting.isEmpty() ? NONE : new Some(descriptor, supporting, interceptors);
	}

	/**
	 * Begins the call for a message.
	 * @param scope the scope
	 * @param message the message
	 * @return the interceptions of the call
	 */
	abstract CallInterceptions call(ChannelScope scope, ChannelMessage message);

	/**
	 * Begins a call for messages of a batch.
	 * @param scope the scope
	 * @param messages the messages
	 * @return the interceptions of the call
	 */
	abstract CallInterceptions call(ChannelScope scope, List<ChannelMessage> messages);

	/**
	 * One interceptor or several.
	 */
	private static final class Some extends ChannelInterceptors {

		private final ChannelDescriptor descriptor;

		private final List<ChannelInterceptor> interceptors;

		private final List<ChannelInterceptor> all;

		Some(ChannelDescriptor descriptor, List<ChannelInterceptor> interceptors, List<ChannelInterceptor> all) {
			this.descriptor = descriptor;
			this.interceptors = interceptors;
			this.all = all;
		}

		@Override
		CallInterceptions call(ChannelScope scope, ChannelMessage message) {
			return call(scope, List.of(message));
		}

		@Override
		CallInterceptions call(ChannelScope scope, List<ChannelMessage> messages) {
			return new InterceptedCall(this.descriptor, this.interceptors, () -> scope.decisions(this.all), scope,
					messages);
		}

	}

}
