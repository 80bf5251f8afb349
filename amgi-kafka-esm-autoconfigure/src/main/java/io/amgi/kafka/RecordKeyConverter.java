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

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.ClassUtils;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.PayloadMessage;
import io.amgi.internal.BinaryNumbers;
import io.amgi.sender.PayloadRole;

/**
 * Reads keys that are numbers or UUIDs, as {@link KafkaKey} says.
 */
final class RecordKeyConverter implements MessageConverter {

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
		return (message instanceof PayloadMessage payload && payload.role() == PayloadRole.KEY)
				? read(payload.getPayload(), ClassUtils.resolvePrimitiveIfNecessary(targetClass)) : null;
	}

	private static @Nullable Object read(byte[] key, Class<?> target) {
		if (BinaryNumbers.support(target)) {
			return readNumber(key, target);
		}
		return (target == UUID.class) ? readUuid(key) : null;
	}

	@Override
	public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
		return null;
	}

	private static Number readNumber(byte[] key, Class<?> type) {
		Number number = BinaryNumbers.read(key, type);
		if (number == null) {
			throw new ChannelArgumentException("expected a key that is a number as text, or %d bytes of one"
				.formatted(BinaryNumbers.length(type)));
		}
		return number;
	}

	private static UUID readUuid(byte[] key) {
		try {
			return UUID.fromString(text(key));
		}
		catch (IllegalArgumentException ex) {
			throw new ChannelArgumentException("expected a key that is a UUID as text");
		}
	}

	private static String text(byte[] key) {
		return new String(key, StandardCharsets.UTF_8);
	}

}
