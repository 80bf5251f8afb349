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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import io.amgi.internal.BinaryNumbers;

/**
 * Reads the sender's headers: as text, as the numbers that Kafka's serializers write, or
 * as JSON where the sender's {@link JsonHeaders} say so.
 *
 * @param binary the names of headers that hold an integer in binary
 */
record HeaderReader(Set<String> binary) {

	/**
	 * Reads a header.
	 * @param name its name
	 * @param bytes its value
	 * @param type the type that is asked for
	 * @param message the message
	 * @return the value of that type, or one to convert to it
	 */
	@Nullable Object read(String name, byte[] bytes, ResolvableType type, ChannelMessage message) {
		Class<?> target = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
		if (target == byte[].class) {
			return bytes;
		}
		if (target == ByteBuffer.class) {
			return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
		}
		Long number = this.binary.contains(name) ? BinaryNumbers.readBinary(bytes) : null;
		if (number != null) {
			return (target == Instant.class) ? Instant.ofEpochMilli(number) : number;
		}
		if (message.getJsonHeaders().contain(name, bytes)) {
			return JsonHeaders.read(bytes, type, message);
		}
		return BinaryNumbers.support(target) ? number(bytes, target) : new String(bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Reads a header that may hold several values, as JSON can.
	 * @param name its name
	 * @param bytes its value
	 * @param type the type of a value
	 * @param message the message
	 * @return the values
	 */
	List<@Nullable Object> readAll(String name, byte[] bytes, ResolvableType type, ChannelMessage message) {
		List<@Nullable Object> values = new ArrayList<>();
		if (JsonHeaders.isArray(bytes) && message.getJsonHeaders().contain(name, bytes)) {
			values.addAll(JsonHeaders.readArray(bytes, type, message));
		}
		else {
			values.add(read(name, bytes, type, message));
		}
		return values;
	}

	private static Number number(byte[] bytes, Class<?> type) {
		return Objects.requireNonNullElseGet(BinaryNumbers.read(bytes, type), () -> {
			throw new ChannelArgumentException("expected a header that is a number as text, or %d bytes of one"
				.formatted(BinaryNumbers.length(type)));
		});
	}

}
