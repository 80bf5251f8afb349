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

package io.amgi.test;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.sender.OutboundMessage;
import io.amgi.sender.OutboundMessageConverter;

import static org.assertj.core.api.Assertions.assertThat;

class SentMessageTests {

	private final OutboundMessageConverter converter = new OutboundMessageConverter(new JacksonJsonMessageConverter());

	@Test
	void keyIsWhatItWasBeforeTheConversion() {
		UUID uuid = UUID.randomUUID();
		assertThat(sent(uuid).key(UUID.class)).isEqualTo(uuid);
		assertThat(sent(15).key(Integer.class)).isEqualTo(15);
		assertThat(sent(new int[] { 1, 2 }).key(int[].class)).containsExactly(1, 2);
		assertThat(sent(null).key(UUID.class)).isNull();
	}

	private SentMessage sent(Object key) {
		return new SentMessage(this.converter.convert(OutboundMessage.to("invoices").key(key), null),
				JsonMapper.shared());
	}

}
