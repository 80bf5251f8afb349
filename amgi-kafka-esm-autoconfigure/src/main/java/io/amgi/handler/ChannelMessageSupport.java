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

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.converter.SmartMessageConverter;

import io.amgi.sender.CurrentMessageSender;
import io.amgi.sender.OutboundMessageConverter;

/**
 * Settings that all messages of an application share.
 *
 * @param headers what to read the protocol's headers from, by name
 * @param converter converts received payloads
 * @param outboundConverter converts what is sent
 * @param currentSender sends for the record that is handled on a thread
 */
record ChannelMessageSupport(Map<String, Function<ChannelMessage, @Nullable Object>> headers,
		SmartMessageConverter converter, OutboundMessageConverter outboundConverter,
		CurrentMessageSender currentSender) {

	ChannelMessageSupport withHeader(String name, Function<ChannelMessage, @Nullable Object> header) {
		Map<String, Function<ChannelMessage, @Nullable Object>> headers = new HashMap<>(this.headers);
		headers.put(name, header);
		return new ChannelMessageSupport(headers, this.converter, this.outboundConverter, this.currentSender);
	}

}
