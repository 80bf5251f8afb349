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
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The headers that their sender says it has written as JSON, in the way of Spring Kafka's
 * mapper. The types that it names say no more than that: none of them is ever loaded.
 *
 * @param types the names of the types by that of the header
 */
record JsonHeaders(Map<?, ?> types) {

	/**
	 * The header that names the types.
	 */
	static final String TYPES = "spring_json_header_types";

	private static final JsonHeaders NONE = new JsonHeaders(Map.of());

	private static final List<String> PACKAGES = List.of("java.lang.", "java.util.", "java.time.", "java.math.",
			"java.net.");

	static JsonHeaders of(ChannelMessage message) {
		if (!(message.getHeader(TYPES) instanceof byte[] types)) {
			return NONE;
		}
		try {
			return (message.convert(types, ResolvableType.forClass(Map.class)) instanceof Map<?, ?> map)
					? new JsonHeaders(map) : NONE;
		}
		catch (RuntimeException ex) {
			return NONE;
		}
	}

	/**
	 * Returns whether a header is JSON. Texts are only if they are quoted.
	 * @param name the header's name
	 * @param value the header's value
	 * @return whether it is
	 */
	boolean contain(String name, byte[] value) {
		if (!(this.types.get(name) instanceof String type) || value.length == 0) {
			return false;
		}
		return type.equals("java.lang.String") ? value[0] == '"' && value.length > 1 && value[value.length - 1] == '"'
				: PACKAGES.stream().anyMatch(type::startsWith);
	}

	static boolean isArray(byte[] value) {
		return value.length > 0 && value[0] == '[';
	}

	static @Nullable Object read(byte[] json, ResolvableType type, ChannelMessage message) {
		byte[] array = new byte[json.length + 2];
		array[0] = '[';
		System.arraycopy(json, 0, array, 1, json.length);
		array[array.length - 1] = ']';
		return readArray(array, type, message).get(0);
	}

	// A single text value is not read from JSON.
	static List<?> readArray(byte[] json, ResolvableType type, ChannelMessage message) {
		Class<?> element = type.toClass();
		ResolvableType boxed = element.isPrimitive() ? ResolvableType.forClass(box(element)) : type;
		try {
			return (List<?>) message.convert(json, ResolvableType.forClassWithGenerics(List.class, boxed));
		}
		catch (ChannelArgumentException ex) {
			throw new ChannelArgumentException("expected %s in JSON".formatted(ClassUtils.getShortName(element)));
		}
	}

	private static Class<?> box(Class<?> primitive) {
		return ClassUtils.resolvePrimitiveIfNecessary(primitive);
	}

}
