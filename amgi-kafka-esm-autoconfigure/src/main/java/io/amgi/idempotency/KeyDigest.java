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

package io.amgi.idempotency;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Digests the parts of a key. Each part goes in with its kind and length, so that no two
 * sequences of parts look alike. The result is what stores have kept of earlier
 * deliveries: to change it is to forget them.
 */
final class KeyDigest {

	private static final int MAX_DEPTH = 8;

	private final MessageDigest digest = sha256();

	/**
	 * Adds text.
	 * @param text the text
	 * @return this digest
	 */
	KeyDigest text(String text) {
		return part('t', text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Adds a number, by its value: 1, 1L and 1.0 are the same.
	 * @param number the number
	 * @return this digest
	 */
	KeyDigest number(BigDecimal number) {
		BigDecimal stripped = number.stripTrailingZeros();
		part('n', stripped.unscaledValue().toByteArray());
		return length(stripped.scale());
	}

	/**
	 * Adds the value of a key expression.
	 * @param value the value
	 * @return this digest
	 * @throws InvalidKeyException if the value cannot be a key
	 */
	KeyDigest value(@Nullable Object value) {
		return value(value, 0);
	}

	private KeyDigest value(@Nullable Object value, int depth) {
		if (value instanceof CharSequence || value instanceof UUID) {
			return text(value.toString());
		}
		if (value instanceof Enum<?> constant) {
			return text(constant.name());
		}
		if (value instanceof Number number) {
			return number(decimal(number));
		}
		if (value instanceof byte[] bytes) {
			return part('b', bytes);
		}
		if (value instanceof List<?> list && !list.isEmpty() && depth < MAX_DEPTH) {
			return list(list, depth + 1);
		}
		throw InvalidKeyException.of(value);
	}

	private KeyDigest list(List<?> list, int depth) {
		Object[] elements = list.toArray();
		this.digest.update((byte) 'l');
		length(elements.length);
		Arrays.stream(elements).forEach((element) -> value(element, depth));
		return this;
	}

	private static BigDecimal decimal(Number number) {
		if (number instanceof BigDecimal decimal) {
			return decimal;
		}
		if (number instanceof BigInteger integer) {
			return new BigDecimal(integer);
		}
		if (number instanceof Double || number instanceof Float) {
			return finite(number);
		}
		if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
			return BigDecimal.valueOf(number.longValue());
		}
		throw InvalidKeyException.of(number);
	}

	private static BigDecimal finite(Number number) {
		if (!Double.isFinite(number.doubleValue())) {
			throw InvalidKeyException.of(number);
		}
		return new BigDecimal(number.toString().toUpperCase(Locale.ROOT));
	}

	private KeyDigest part(char kind, byte[] bytes) {
		this.digest.update((byte) kind);
		length(bytes.length);
		this.digest.update(bytes);
		return this;
	}

	private KeyDigest length(int length) {
		for (int shift = 24; shift >= 0; shift -= 8) {
			this.digest.update((byte) (length >>> shift));
		}
		return this;
	}

	/**
	 * Returns the key. The digest is of no more use then.
	 * @return the key
	 */
	IdempotencyKey toKey() {
		return IdempotencyKey.of(this.digest.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
