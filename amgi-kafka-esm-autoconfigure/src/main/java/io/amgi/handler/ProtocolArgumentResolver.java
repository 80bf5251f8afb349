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

import java.util.function.Function;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * Resolves parameters of one type of AMGI itself.
 *
 * @param <T> the type
 */
final class ProtocolArgumentResolver<T> implements HandlerMethodArgumentResolver {

	private final Class<T> type;

	private final Function<ChannelMessage, T> argument;

	ProtocolArgumentResolver(Class<T> type, Function<ChannelMessage, T> argument) {
		this.type = type;
		this.argument = argument;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == this.type;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, Message<?> message) {
		return this.argument.apply(ChannelMessage.of(message));
	}

}
