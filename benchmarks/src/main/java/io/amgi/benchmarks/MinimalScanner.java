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

package io.amgi.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Lower bound of decoding: reads keys and values alone, from JSON that is assumed to be
 * well-formed and without escapes, with the JDK's decoder on slices of the event.
 */
public final class MinimalScanner {

	private final byte[] json;

	private int position;

	private MinimalScanner(byte[] json) {
		this.json = json;
	}

	/**
	 * Reads all keys and values of an event that is already in memory.
	 * @param event the event's JSON
	 * @return key, value, key, value and so on
	 */
	public static List<byte[]> scan(byte[] event) {
		return new MinimalScanner(event).scan();
	}

	/**
	 * Reads all keys and values of an event as Lambda passes it.
	 * @param event the event's JSON
	 * @return key, value, key, value and so on
	 * @throws IOException if the event cannot be read
	 */
	public static List<byte[]> scan(InputStream event) throws IOException {
		return scan(event.readAllBytes());
	}

	private List<byte[]> scan() {
		List<byte[]> found = new ArrayList<>();
		while (moveTo((byte) '"')) {
			int start = this.position;
			moveTo((byte) '"');
			if ((isName(start, "key") || isName(start, "value")) && this.json[this.position] == ':') {
				found.add(decodeString());
			}
		}
		return found;
	}

	private boolean isName(int start, String name) {
		if (this.position - 1 - start != name.length()) {
			return false;
		}
		for (int i = 0; i < name.length(); i++) {
			if (this.json[start + i] != name.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private byte[] decodeString() {
		moveTo((byte) '"');
		int start = this.position;
		moveTo((byte) '"');
		return Base64.getDecoder().decode(ByteBuffer.wrap(this.json, start, this.position - 1 - start)).array();
	}

	// Moves past the next occurrence.
	private boolean moveTo(byte character) {
		byte[] json = this.json;
		for (int i = this.position; i < json.length; i++) {
			if (json[i] == character) {
				this.position = i + 1;
				return true;
			}
		}
		return false;
	}

}
