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

import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Decodes base64 strings by groups of four characters, while it looks for their end. The
 * JDK's decoder decides about all that is not plain: escapes, missing or wrong padding.
 */
final class TableBase64Reader implements Base64Reader {

	// The room for a step of decoding, and not that of the window, is allocated.
	private static final int STEP = 256;

	private static final int[] FIRST = new int[256];

	private static final int[] SECOND = new int[256];

	private static final int[] THIRD = new int[256];

	private static final int[] FOURTH = new int[256];

	static {
		for (int i = 0; i < 256; i++) {
			int bits = bits(i);
			FIRST[i] = (bits < 0) ? bits : bits << 18;
			SECOND[i] = (bits < 0) ? bits : bits << 12;
			THIRD[i] = (bits < 0) ? bits : bits << 6;
			FOURTH[i] = bits;
		}
	}

	private final JsonInput bytes;

	private final JsonText text;

	private final ByteArrayBuilder decoded = new ByteArrayBuilder(STEP * 8);

	private String undecoded = "";

	TableBase64Reader(JsonInput bytes, JsonText text) {
		this.bytes = bytes;
		this.text = text;
	}

	private static int bits(int character) {
		return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(character);
	}

	@Override
	public byte @Nullable [] read() {
		this.decoded.clear();
		do {
			decodeWindow();
		}
		while (isWindowExhausted());
		return (isPlainEnd() || isPaddedEnd()) ? this.decoded.toByteArray() : readSpecialEnd();
	}

	private void decodeWindow() {
		int read;
		do {
			read = decode(Math.min(STEP, (this.bytes.limit() - this.bytes.position()) / 4));
		}
		while (read == STEP);
	}

	private int decode(int groups) {
		int position = this.bytes.position();
		byte[] decoded = this.decoded.reserve(groups * 3);
		int read = decode(this.bytes.window(), position, groups, decoded, this.decoded.size());
		this.bytes.moveTo(position + read * 4);
		this.decoded.resize(this.decoded.size() + read * 3);
		return read;
	}

	// Groups of four characters, as long as they are of the alphabet.
	private static int decode(byte[] window, int position, int groups, byte[] decoded, int size) {
		int from = position;
		int to = size;
		int end = position + groups * 4;
		while (from < end) {
			int bits = FIRST[window[from] & 0xFF] | SECOND[window[from + 1] & 0xFF] | THIRD[window[from + 2] & 0xFF]
					| FOURTH[window[from + 3] & 0xFF];
			if (bits < 0) {
				break;
			}
			decoded[to] = (byte) (bits >> 16);
			decoded[to + 1] = (byte) (bits >> 8);
			decoded[to + 2] = (byte) bits;
			from += 4;
			to += 3;
		}
		return (from - position) / 4;
	}

	private boolean isWindowExhausted() {
		return this.bytes.limit() - this.bytes.position() < 4 && this.bytes.has(4);
	}

	private boolean isPlainEnd() {
		if (this.bytes.peek() != '"') {
			return false;
		}
		this.bytes.advance();
		return true;
	}

	private boolean isPaddedEnd() {
		if (!this.bytes.has(5)) {
			return false;
		}
		byte[] window = this.bytes.window();
		int from = this.bytes.position();
		int bits = FIRST[window[from] & 0xFF] | SECOND[window[from + 1] & 0xFF];
		if (bits < 0 || window[from + 3] != '=' || window[from + 4] != '"') {
			return false;
		}
		return isPaddedEnd(bits, window[from + 2]);
	}

	private boolean isPaddedEnd(int bits, byte third) {
		int more = THIRD[third & 0xFF];
		if (more < 0 && third != '=') {
			return false;
		}
		this.decoded.add(bits >> 16);
		if (more >= 0) {
			this.decoded.add((bits | more) >> 8);
		}
		this.bytes.moveTo(this.bytes.position() + 5);
		return true;
	}

	// The characters decoded so far are complete groups of four, which do not depend on
	// the rest.
	private byte @Nullable [] readSpecialEnd() {
		String end = this.text.read();
		if (isBase64(end)) {
			return this.decoded.toByteArray(Base64.getDecoder().decode(end));
		}
		this.undecoded = Base64.getEncoder().encodeToString(this.decoded.toByteArray()) + end;
		return null;
	}

	// The JDK's decoder would throw an exception, and an event may have very many invalid
	// values.
	private static boolean isBase64(String text) {
		int end = text.length() - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);
		boolean whole = (end == text.length()) ? end % 4 != 1 : text.length() % 4 == 0;
		return whole && text.chars().limit(end).allMatch((character) -> character < 256 && FOURTH[character] >= 0);
	}

	@Override
	public String undecoded() {
		return this.undecoded;
	}

}
