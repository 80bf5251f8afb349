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

package io.amgi.internal;

import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads numbers that are text or the big-endian bytes that Kafka's serializers write. As
 * many bytes as a number's type has are that number, unless they are a number's canonical
 * text: {@code 42} is text, {@code 07} and {@code +7} are not.
 */
public final class BinaryNumbers {

	private static final Map<Class<?>, Format> TYPES = Map.of(Byte.class,
			new Format(Byte.BYTES, ByteBuffer::get, Byte::decode, Byte::valueOf), Short.class,
			new Format(Short.BYTES, ByteBuffer::getShort, Short::decode, Short::valueOf), Integer.class,
			new Format(Integer.BYTES, ByteBuffer::getInt, Integer::decode, Integer::valueOf), Long.class,
			new Format(Long.BYTES, ByteBuffer::getLong, Long::decode, Long::valueOf), Float.class,
			new Format(Float.BYTES, ByteBuffer::getFloat, Float::valueOf, Float::valueOf), Double.class,
			new Format(Double.BYTES, ByteBuffer::getDouble, Double::valueOf, Double::valueOf));

	private static final Pattern HEX = Pattern.compile("-?(0[xX]|#).*");

	private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*");

	private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE]-?[0-9]+)?");

	private BinaryNumbers() {
	}

	/**
	 * Returns whether a type's numbers have as many bytes each.
	 * @param type the type, possibly primitive
	 * @return whether they have
	 */
	public static boolean support(Class<?> type) {
		return TYPES.containsKey(box(type));
	}

	/**
	 * Returns how many bytes a number has.
	 * @param type the number's type, which is supported
	 * @return the count
	 */
	public static int length(Class<?> type) {
		return format(type).length();
	}

	/**
	 * Reads a number.
	 * @param bytes the number as text or binary
	 * @param type the number's type, which is supported
	 * @return the number, or {@code null} if it is none
	 */
	public static @Nullable Number read(byte[] bytes, Class<?> type) {
		Format format = format(type);
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		if (bytes.length == format.length() && !isCanonical(text, box(type))) {
			return format.bytes().apply(ByteBuffer.wrap(bytes));
		}
		return parse(text.strip(), format);
	}

	private static @Nullable Number parse(String text, Format format) {
		try {
			return HEX.matcher(text).matches() ? format.hex().apply(text) : format.text().apply(text);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static Format format(Class<?> type) {
		return Objects.requireNonNull(TYPES.get(box(type)));
	}

	private static Class<?> box(Class<?> type) {
		return MethodType.methodType(type).wrap().returnType();
	}

	private static boolean isCanonical(String text, Class<?> type) {
		boolean decimal = type == Float.class || type == Double.class;
		return (decimal ? DECIMAL : INTEGER).matcher(text).matches();
	}

	/**
	 * Reads an integer that is binary in any case.
	 * @param bytes the bytes, of which there are as many as its writer's type has
	 * @return the number, or {@code null} if it is none or has more than 64 bits
	 */
	public static @Nullable Long readBinary(byte[] bytes) {
		return (bytes.length > 0 && bytes.length <= Long.BYTES) ? new BigInteger(bytes).longValue() : null;
	}

	/**
	 * The forms of a type of number.
	 *
	 * @param length how many bytes it has in binary
	 * @param bytes reads it from these
	 * @param hex reads it from text in hexadecimal digits
	 * @param text reads it from other text
	 */
	private record Format(int length, Function<ByteBuffer, Number> bytes, Function<String, Number> hex,
			Function<String, Number> text) {
	}

}
