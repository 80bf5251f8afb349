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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.messaging.converter.MessageConverter;

/**
 * All converters of payloads and keys, each of which gets a {@link PayloadMessage}.
 */
final class PayloadConverter extends CompositeMessageConverter {

	private PayloadConverter(Collection<MessageConverter> converters) {
		super(converters);
	}

	static PayloadConverter of(List<AmgiChannelConfigurer> configurers) {
		List<MessageConverter> converters = new ArrayList<>();
		configurers.forEach((configurer) -> configurer.addMessageConverters(converters));
		return new PayloadConverter(converters);
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
		return super.fromMessage(readable(message), targetClass);
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass, @Nullable Object conversionHint) {
		return super.fromMessage(readable(message), targetClass, conversionHint);
	}

	/**
	 * Has the first converter that reads a parameter's type prepare for it.
	 * @param parameter the parameter
	 */
	void prepare(MethodParameter parameter) {
		for (MessageConverter converter : getConverters()) {
			if (converter instanceof PreparableConverter preparable && preparable.prepare(parameter)) {
				return;
			}
		}
	}

	private static Message<?> readable(Message<?> message) {
		return (message instanceof ChannelMessage channelMessage) ? channelMessage.forConverters() : message;
	}

}
