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

package io.amgi.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.ValueConstants;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.ChannelMessage;

/**
 * Resolves {@link KafkaKey @KafkaKey} parameters, and those that ask for the key as
 * Spring Kafka's header.
 */
final class KafkaKeyArgumentResolver implements HandlerMethodArgumentResolver {

	private final Map<MethodParameter, ResolvableType> types = new ConcurrentHashMap<>();

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(KafkaKey.class) || isReceivedKey(parameter);
	}

	// A default value is text, which the resolver for headers converts.
	private static boolean isReceivedKey(MethodParameter parameter) {
		Header header = parameter.getParameterAnnotation(Header.class);
		return header != null && header.name().equals(KafkaHeaders.RECEIVED_KEY)
				&& header.defaultValue().equals(ValueConstants.DEFAULT_NONE);
	}

	private static boolean isRequired(MethodParameter parameter) {
		Header header = parameter.getParameterAnnotation(Header.class);
		return (header == null || header.required()) && !parameter.isOptional();
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
		boolean optional = parameter.getParameterType() == Optional.class;
		byte[] bytes = KafkaBinding.key(ChannelMessage.of(message));
		if (bytes == null && (isRequired(parameter) || parameter.getParameterType().isPrimitive())) {
			throw new ChannelArgumentException("expected a key but the record has none");
		}
		ResolvableType type = this.types.computeIfAbsent(parameter, KafkaKeyArgumentResolver::type);
		Object key = (bytes != null) ? ChannelMessage.of(message).convert(bytes, type) : null;
		return optional ? Optional.ofNullable(key) : key;
	}

	private static ResolvableType type(MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		return (parameter.getParameterType() == Optional.class) ? type.getGeneric() : type;
	}

}
