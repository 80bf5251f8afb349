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
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.support.MessageMethodArgumentResolver;
import org.springframework.validation.Validator;

/**
 * Resolves {@code Message<T>} parameters. A message cannot go without payload, so that a
 * tombstone nacks.
 */
final class MessageArgumentResolver extends MessageMethodArgumentResolver {

	private final PayloadValidation validation;

	MessageArgumentResolver(MessageConverter converter, @Nullable Validator validator) {
		super(converter);
		this.validation = new PayloadValidation(validator);
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		if (isEmptyPayload(message.getPayload())) {
			throw PayloadArgumentResolver.missing();
		}
		Object resolved = super.resolveArgument(parameter, message);
		if (resolved instanceof Message<?> converted) {
			this.validation.validate(converted.getPayload(), parameter);
		}
		return resolved;
	}

	// The superclass cannot resolve type variables of the bean's class.
	@Override
	protected Class<?> getPayloadType(MethodParameter parameter, Message<?> message) {
		return ResolvableType.forMethodParameter(parameter).as(Message.class).getGeneric().toClass();
	}

	@Override
	protected boolean isEmptyPayload(@Nullable Object payload) {
		return payload == ChannelMessage.NO_PAYLOAD;
	}

}
