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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Decodes base64 strings by the JDK's decoder, which is an intrinsic of C2. Strings that
 * are short, hold an escape or are longer than the window, and those that are not base64,
 * are left to the own loop.
 */
final class JdkBase64Reader implements Base64Reader {

	private static final int MIN_LENGTH = 48;

	private static final long ONES = 0x0101010101010101L;

	private final JsonInput bytes;

	private final TableBase64Reader groups;

	private final ByteBuffer window;

	JdkBase64Reader(JsonInput bytes, TableBase64Reader groups) {
		this.bytes = bytes;
		this.groups = groups;
		this.window = ByteBuffer.wrap(bytes.window()).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public byte @Nullable [] read() {
		int length = plainLength();
		byte[] decoded = (length >= MIN_LENGTH) ? decode(length) : null;
		if (decoded == null) {
			return this.groups.read();
		}
		this.bytes.moveTo(this.bytes.position() + length + 1);
		return decoded;
	}

	@Override
	public String undecoded() {
		return this.groups.undecoded();
	}

	private byte @Nullable [] decode(int length) {
		try {
			int start = this.bytes.position();
			this.window.limit(start + length).position(start);
			return Base64.getDecoder().decode(this.window).array();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
		finally {
			this.window.clear();
		}
	}

	/**
	 * Returns how many characters stand before the closing quote, or -1 if there is an
	 * escape among them or more than the window holds.
	 * @return the number of characters, or -1
	 */
	private int plainLength() {
		int length = 0;
		do {
			int start = this.bytes.position();
			int end = endOfPlain(start + length, this.bytes.limit());
			length = end - start;
			if (end < this.bytes.limit()) {
				return (this.window.get(end) == '"') ? length : -1;
			}
		}
		while (this.bytes.extend());
		return -1;
	}

	private int endOfPlain(int start, int limit) {
		int position = start;
		while (position <= limit - 2 * Long.BYTES
				&& (ends(this.window.getLong(position)) | ends(this.window.getLong(position + Long.BYTES))) == 0) {
			position += 2 * Long.BYTES;
		}
		while (position <= limit - Long.BYTES) {
			long ends = ends(this.window.getLong(position));
			if (ends != 0) {
				return position + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
			}
			position += Long.BYTES;
		}
		while (position < limit && this.window.get(position) != '"' && this.window.get(position) != '\\') {
			position++;
		}
		return position;
	}

	// Sets the highest bit of bytes that end plain text. Compared with a backslash by
	// xor, the alphabet and '=' are from 04 to 77, a backslash is 00 and a quote 7E. Only
	// the lowest set bit is significant.
	private static long ends(long characters) {
		long compared = characters ^ '\\' * ONES;
		return ((compared - 0x04 * ONES) | (compared + 0x08 * ONES)) & 0x80 * ONES;
	}

}
