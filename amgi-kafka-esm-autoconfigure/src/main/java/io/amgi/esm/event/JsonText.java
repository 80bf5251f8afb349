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

import org.jspecify.annotations.Nullable;

/**
 * Reads any string of an event, byte by byte.
 */
final class JsonText {

	private final JsonInput bytes;

	JsonText(JsonInput bytes) {
		this.bytes = bytes;
	}

	/**
	 * Reads what is left of a string, its closing quote included.
	 * @return the text
	 */
	String read() {
		StringBuilder text = new StringBuilder();
		read(text);
		return text.toString();
	}

	/**
	 * Moves behind the closing quote of a string.
	 */
	void skip() {
		read(null);
	}

	private void read(@Nullable StringBuilder text) {
		int next = nextSpecial(text);
		while (next != '"') {
			int character = (next == '\\') ? escaped() : decoded(next);
			if (text != null) {
				text.appendCodePoint(character);
			}
			next = nextSpecial(text);
		}
	}

	// Skips the plain characters in the window in one pass.
	private int nextSpecial(@Nullable StringBuilder text) {
		while (this.bytes.has(1)) {
			int start = this.bytes.position();
			int end = endOfPlain(this.bytes.window(), start, this.bytes.limit());
			for (int i = start; text != null && i < end; i++) {
				text.append((char) this.bytes.window()[i]);
			}
			this.bytes.moveTo(end);
			if (end < this.bytes.limit()) {
				return this.bytes.next();
			}
		}
		throw this.bytes.malformed();
	}

	private static int endOfPlain(byte[] window, int start, int limit) {
		for (int i = start; i < limit; i++) {
			byte character = window[i];
			if (character < ' ' || character == '"' || character == '\\') {
				return i;
			}
		}
		return limit;
	}

	private int escaped() {
		int character = this.bytes.next();
		return switch (character) {
			case 'b' -> '\b';
			case 't' -> '\t';
			case 'n' -> '\n';
			case 'f' -> '\f';
			case 'r' -> '\r';
			case '"', '/', '\\' -> character;
			case 'u' -> (hex() << 12) | (hex() << 8) | (hex() << 4) | hex();
			default -> throw this.bytes.malformed();
		};
	}

	private int hex() {
		int digit = Character.digit(this.bytes.next(), 16);
		if (digit < 0) {
			throw this.bytes.malformed();
		}
		return digit;
	}

	// Overlong sequences, halves of surrogate pairs and code points beyond Unicode are
	// not valid UTF-8, and so the event is not valid JSON.
	private int decoded(int first) {
		if ((first & 0xE0) == 0xC0) {
			int character = continued(first & 0x1F, 1);
			return checked(character, character >= 0x80);
		}
		if ((first & 0xF0) == 0xE0) {
			int character = continued(first & 0x0F, 2);
			return checked(character, character >= 0x800 && !isSurrogate(character));
		}
		if ((first & 0xF8) == 0xF0) {
			int character = continued(first & 0x07, 3);
			return checked(character, Character.isSupplementaryCodePoint(character));
		}
		throw this.bytes.malformed();
	}

	private static boolean isSurrogate(int character) {
		return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
	}

	private int checked(int character, boolean valid) {
		if (!valid) {
			throw this.bytes.malformed();
		}
		return character;
	}

	private int continued(int character, int count) {
		int continued = character;
		for (int i = 0; i < count; i++) {
			int next = this.bytes.next();
			if ((next & 0xC0) != 0x80) {
				throw this.bytes.malformed();
			}
			continued = (continued << 6) | (next & 0x3F);
		}
		return continued;
	}

}
