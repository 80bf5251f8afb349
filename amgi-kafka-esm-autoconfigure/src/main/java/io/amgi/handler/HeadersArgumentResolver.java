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

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.support.HeadersMethodArgumentResolver;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * Resolves parameters for all headers: as they are, or as text.
 */
final class HeadersArgumentResolver extends HeadersMethodArgumentResolver implements CheckedArgumentResolver {

	private static final ResolvableType TEXT = ResolvableType.forClass(String.class);

	private final HeaderReader reader;

	HeadersArgumentResolver(HeaderReader reader) {
		this.reader = reader;
	}

	@Override
	public void check(HandlerMethod method, MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		boolean known = type == MessageHeaders.class || type == MessageHeaderAccessor.class
				|| type == Map.class && isText(key(parameter), true) && isText(value(parameter), false);
		if (!known) {
			throw new InvalidChannelMethodException(method,
					"asks for all headers as %s, which they cannot be had as"
						.formatted(ResolvableType.forMethodParameter(parameter)),
					"Take a Map<String, Object>, in which the sender's headers are bytes, a Map<String, String> or MessageHeaders.");
		}
	}

	private static boolean isText(Class<?> type, boolean key) {
		return type == String.class || type == Object.class && !key;
	}

	private static Class<?> key(MethodParameter parameter) {
		Class<?> key = ResolvableType.forMethodParameter(parameter).getGeneric(0).toClass();
		return (key == Object.class) ? String.class : key;
	}

	private static Class<?> value(MethodParameter parameter) {
		return ResolvableType.forMethodParameter(parameter).getGeneric(1).toClass();
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		boolean texts = parameter.getParameterType() == Map.class && value(parameter) == String.class;
		return texts ? texts(ChannelMessage.of(message)) : super.resolveArgument(parameter, message);
	}

	private Map<String, @Nullable String> texts(ChannelMessage message) {
		Map<String, @Nullable String> texts = new LinkedHashMap<>();
		message.getHeaders().forEach((name, value) -> texts.put(name, text(name, value, message)));
		return texts;
	}

	private @Nullable String text(String name, @Nullable Object value, ChannelMessage message) {
		Object text = (value instanceof byte[] bytes) ? this.reader.read(name, bytes, TEXT, message) : value;
		return (text != null) ? text.toString() : null;
	}

}
