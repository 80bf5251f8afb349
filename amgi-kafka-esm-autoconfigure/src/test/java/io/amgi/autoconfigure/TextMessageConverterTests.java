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

import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class TextMessageConverterTests {

	private final TextMessageConverter converter = new TextMessageConverter();

	@Test
	void textIsUtf8WhateverIsClaimed() {
		Message<byte[]> message = MessageBuilder.withPayload("é".getBytes(StandardCharsets.UTF_8))
			.setHeader("contentType", "text/plain;charset=utf-16".getBytes(StandardCharsets.UTF_8))
			.build();
		assertThat(this.converter.fromMessage(message, String.class)).isEqualTo("é");
	}

	@Test
	void otherTypesAreNotText() {
		Message<byte[]> message = MessageBuilder.withPayload(new byte[0]).build();
		assertThat(this.converter.fromMessage(message, Integer.class)).isNull();
	}

}
