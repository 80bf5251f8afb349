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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelMessage;

/**
 * Reads a record's properties from the binding of its message.
 */
final class KafkaBinding {

	private KafkaBinding() {
	}

	static Function<ChannelMessage, @Nullable Object> reader(String name) {
		return (message) -> get(message, name);
	}

	static byte @Nullable [] key(ChannelMessage message) {
		return (byte[]) get(message, "key");
	}

	static @Nullable Object get(ChannelMessage message, String name) {
		Map<String, @Nullable Object> binding = message.getEvent().bindings().get("kafka");
		return (binding != null) ? binding.get(name) : null;
	}

}
