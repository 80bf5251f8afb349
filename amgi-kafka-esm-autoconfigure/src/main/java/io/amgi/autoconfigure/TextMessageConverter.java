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

package io.amgi.autoconfigure;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.StringMessageConverter;

import io.amgi.handler.PreparableConverter;

/**
 * Converts text, which is UTF-8 whatever content type a message claims. It does not read
 * the headers, because a message creates their map on first access.
 */
final class TextMessageConverter extends StringMessageConverter implements PreparableConverter {

	TextMessageConverter() {
		setContentTypeResolver(null);
	}

	// Neither text nor bytes need preparation.
	@Override
	public boolean prepare(MethodParameter parameter) {
		Class<?> type = ResolvableType.forMethodParameter(parameter.nestedIfOptional()).toClass();
		return supports(type) || type == byte[].class;
	}

	@Override
	protected boolean canConvertFrom(Message<?> message, Class<?> targetClass) {
		return supports(targetClass);
	}

	@Override
	protected Object convertFromInternal(Message<?> message, Class<?> targetClass, @Nullable Object conversionHint) {
		Object payload = message.getPayload();
		return (payload instanceof byte[] text) ? new String(text, StandardCharsets.UTF_8) : payload;
	}

}
