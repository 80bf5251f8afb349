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

package io.amgi.esm.event;

/**
 * Reads the numbers of an event.
 */
final class JsonNumber {

	/**
	 * Maximum number of digits in a number.
	 */
	static final int MAX_DIGITS = 1000;

	private static final int MAX_PLAIN_DIGITS = 18;

	private static final long OVERFLOW = Long.MIN_VALUE / 10;

	private final JsonInput bytes;

	private long value;

	private boolean exact;

	private int digits;

	JsonNumber(JsonInput bytes) {
		this.bytes = bytes;
	}

	/**
	 * Returns the number that was read last, if it is a {@link JsonToken#INTEGER}.
	 * @return the number
	 */
	long value() {
		return this.value;
	}

	/**
	 * Reads a number.
	 * @return {@link JsonToken#INTEGER} or {@link JsonToken#OTHER}
	 */
	JsonToken read() {
		return readPlain() ? JsonToken.INTEGER : readAny();
	}

	// Reads the common case: up to 18 digits without a sign, whose end is in the window.
	private boolean readPlain() {
		this.bytes.has(MAX_PLAIN_DIGITS + 1);
		byte[] window = this.bytes.window();
		int start = this.bytes.position();
		int last = Math.min(this.bytes.limit() - 1, start + MAX_PLAIN_DIGITS);
		long value = 0;
		int end = start;
		while (end < last && window[end] >= '0' && window[end] <= '9') {
			value = 10 * value + window[end++] - '0';
		}
		if (end == start || end > start + 1 && window[start] == '0' || continues(window[end])) {
			return false;
		}
		this.value = value;
		this.bytes.moveTo(end);
		return true;
	}

	private static boolean continues(byte next) {
		return next >= '0' && next <= '9' || next == '.' || next == 'e' || next == 'E';
	}

	private JsonToken readAny() {
		boolean negative = this.bytes.peek() == '-';
		if (negative) {
			this.bytes.advance();
		}
		integer(negative);
		boolean fractional = fraction() | exponent();
		if (this.digits > MAX_DIGITS) {
			throw this.bytes.excessive();
		}
		return (this.exact && !fractional) ? JsonToken.INTEGER : JsonToken.OTHER;
	}

	private void integer(boolean negative) {
		this.digits = 0;
		this.exact = true;
		boolean zero = this.bytes.peek() == '0';
		// Negative, since there is one more of these.
		long value = 0;
		for (int digit = digit(); digit >= 0; digit = digit()) {
			this.exact &= value > OVERFLOW || value == OVERFLOW && digit <= ((negative) ? 8 : 7);
			value = 10 * value - digit;
		}
		this.value = (negative) ? value : -value;
		if (this.digits == 0 || zero && this.digits > 1) {
			throw this.bytes.malformed();
		}
	}

	private boolean fraction() {
		if (this.bytes.peek() != '.') {
			return false;
		}
		this.bytes.advance();
		digits();
		return true;
	}

	private boolean exponent() {
		if ((this.bytes.peek() | 0x20) != 'e') {
			return false;
		}
		this.bytes.advance();
		int sign = this.bytes.peek();
		if (sign == '-' || sign == '+') {
			this.bytes.advance();
		}
		digits();
		return true;
	}

	private void digits() {
		int before = this.digits;
		while (digit() >= 0) {
			// Only their number counts.
		}
		if (this.digits == before) {
			throw this.bytes.malformed();
		}
	}

	private int digit() {
		int next = this.bytes.peek();
		if (next < '0' || next > '9') {
			return -1;
		}
		this.bytes.advance();
		this.digits++;
		return next - '0';
	}

}
