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
import java.util.Arrays;

/**
 * Cuts the text of exceptions, which may have any length, to what a header should hold.
 */
final class BoundedText {

	/**
	 * The number of bytes that a text may have.
	 */
	static final int MAX_BYTES = 32 * 1024;

	// As many as a nack's reason has.
	private static final int MAX_LENGTH = 1024;

	private static final byte[] CUT = "\n... cut\n".getBytes(StandardCharsets.UTF_8);

	private BoundedText() {
	}

	/**
	 * Cuts a message or a name.
	 * @param text the text
	 * @return its beginning
	 */
	static String cut(String text) {
		return (text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "..." : text;
	}

	/**
	 * Encodes a text of several lines, and cuts it by its bytes.
	 * @param text the text
	 * @return at most {@link #MAX_BYTES} bytes of UTF-8
	 */
	static byte[] bytes(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (bytes.length <= MAX_BYTES) {
			return bytes;
		}
		int length = MAX_BYTES - CUT.length;
		while (isContinuation(bytes[length])) {
			length--;
		}
		byte[] cut = Arrays.copyOf(bytes, length + CUT.length);
		System.arraycopy(CUT, 0, cut, length, CUT.length);
		return cut;
	}

	private static boolean isContinuation(byte value) {
		return (value & 0xC0) == 0x80;
	}

}
