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

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.validation.Validator;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.handler.AmgiChannelConfigurer;

/**
 * Defaults of channel methods: text is read as it is, everything else from JSON.
 */
final class DefaultChannelConfigurer implements AmgiChannelConfigurer, Ordered {

	private final MessageConverter jsonConverter;

	private final @Nullable Validator validator;

	DefaultChannelConfigurer(ObjectProvider<JsonMapper> jsonMapper, ObjectProvider<Validator> validator) {
		this.jsonConverter = new JsonMessageConverter(jsonMapper.getIfAvailable(JsonMapper::new));
		this.validator = validator.getIfUnique();
	}

	@Override
	public void addMessageConverters(List<MessageConverter> converters) {
		converters.add(new TextMessageConverter());
		converters.add(this.jsonConverter);
	}

	@Override
	public @Nullable Validator getValidator() {
		return this.validator;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
