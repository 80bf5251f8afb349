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

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.ChannelMessage;

/**
 * Resolves {@link ConsumerRecord} parameters. Key and value are converted to the types
 * that the parameter declares; where it declares none, they are bytes.
 */
final class ConsumerRecordArgumentResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == ConsumerRecord.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, Message<?> message) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		return record(ChannelMessage.of(message), type.getGeneric(0), type.getGeneric(1));
	}

	static ConsumerRecord<?, ?> record(ChannelMessage message, ResolvableType keyType, ResolvableType valueType) {
		byte[] key = KafkaBinding.key(message);
		byte[] value = message.getEvent().payload();
		return new ConsumerRecord<>(message.getScope().address(), number(message, "partition", -1).intValue(),
				number(message, "offset", -1).longValue(),
				number(message, "timestamp", ConsumerRecord.NO_TIMESTAMP).longValue(), timestampType(message),
				size(key), size(value), read("key", () -> (key != null) ? message.convert(key, keyType) : null),
				read("value", () -> message.convertPayload(valueType)), headers(message), Optional.empty());
	}

	// Names the failed part, key or value.
	private static @Nullable Object read(String part, Supplier<@Nullable Object> reading) {
		try {
			return reading.get();
		}
		catch (ChannelArgumentException ex) {
			throw new ChannelArgumentException("%s: %s".formatted(part, ex.getMessage()));
		}
	}

	private static Number number(ChannelMessage message, String name, long absent) {
		return (KafkaBinding.get(message, name) instanceof Number number) ? number : absent;
	}

	private static TimestampType timestampType(ChannelMessage message) {
		Object name = KafkaBinding.get(message, "timestampType");
		return Arrays.stream(TimestampType.values())
			.filter((type) -> type.name().equals(name))
			.findFirst()
			.orElse(TimestampType.NO_TIMESTAMP_TYPE);
	}

	private static int size(byte @Nullable [] bytes) {
		return (bytes != null) ? bytes.length : ConsumerRecord.NULL_SIZE;
	}

	private static Headers headers(ChannelMessage message) {
		RecordHeaders headers = new RecordHeaders();
		message.getEvent().headers().forEach((header) -> headers.add(header.name(), header.value()));
		return headers;
	}

}
