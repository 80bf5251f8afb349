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
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Validator;

import io.amgi.handler.validation.Violations;

/**
 * Resolves payloads, which may be empty: only a message without payload has none.
 */
final class PayloadArgumentResolver extends PayloadMethodArgumentResolver {

	private static final String HINT = " (a method that takes the records of a batch needs @AmgiChannel(batch = true))";

	PayloadArgumentResolver(MessageConverter converter, @Nullable Validator validator) {
		super(converter, validator);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		if (isEmptyPayload(message.getPayload())) {
			return noPayload(parameter, PayloadArgumentResolver::missing);
		}
		try {
			return super.resolveArgument(parameter, message);
		}
		catch (NullPayloadException ex) {
			return noPayload(parameter, () -> ex);
		}
		catch (ChannelArgumentException ex) {
			throw isBatchExpected(parameter, message) ? new ChannelArgumentException(ex.getMessage() + HINT) : ex;
		}
		catch (MethodArgumentNotValidException ex) {
			BindingResult result = ex.getBindingResult();
			throw new ChannelArgumentException((result != null) ? Violations.describe(result) : "not valid");
		}
	}

	// Detects a list of payloads that would require a batch method.
	private static boolean isBatchExpected(MethodParameter parameter, Message<?> message) {
		return parameter.getParameterType() == List.class && !(parameter instanceof ElementParameter)
				&& message.getPayload() instanceof byte[] json && !isArray(json);
	}

	private static boolean isArray(byte[] json) {
		int i = 0;
		while (i < json.length && json[i] <= ' ') {
			i++;
		}
		return i < json.length && json[i] == '[';
	}

	private static @Nullable Object noPayload(MethodParameter parameter, Supplier<ChannelArgumentException> required) {
		if (parameter.getParameterType() == Optional.class) {
			return Optional.empty();
		}
		if (!parameter.getParameterType().isPrimitive() && (parameter.isOptional() || isNotRequired(parameter))) {
			return null;
		}
		throw required.get();
	}

	private static boolean isNotRequired(MethodParameter parameter) {
		Payload payload = parameter.getParameterAnnotation(Payload.class);
		return payload != null && !payload.required();
	}

	static ChannelArgumentException missing() {
		return new ChannelArgumentException("expected a payload but the message has none (a tombstone)");
	}

	@Override
	protected boolean isEmptyPayload(@Nullable Object payload) {
		return payload == ChannelMessage.NO_PAYLOAD;
	}

}
