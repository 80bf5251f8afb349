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
 * Reads the elements of an array that are what Lambda writes for a header: small numbers
 * with nothing but a comma between them. It stops before the first one that is not, and
 * does not read over the end of the window.
 */
final class ByteArrayReader {

	private static final int LONGEST = ",-128,".length();

	private final JsonInput bytes;

	private final JsonPath path;

	ByteArrayReader(JsonInput bytes, JsonPath path) {
		this.bytes = bytes;
		this.path = path;
	}

	void read(ByteArrayBuilder elements) {
		byte[] window = this.bytes.window();
		int last = this.bytes.limit() - LONGEST;
		int position = this.bytes.position();
		int index = this.path.index();
		while (position <= last) {
			int end = readElement(window, position, index >= 0, elements);
			if (end < 0) {
				break;
			}
			position = end;
			index++;
		}
		this.bytes.moveTo(position);
		this.path.element(index);
	}

	/**
	 * Returns where the element ends, or -1 if it is not as expected.
	 * @param window the bytes of the event
	 * @param position where the element begins
	 * @param separated whether a comma must stand before it
	 * @param elements where the byte goes
	 * @return the position, or -1
	 */
	private static int readElement(byte[] window, int position, boolean separated, ByteArrayBuilder elements) {
		if (separated && window[position] != ',') {
			return -1;
		}
		int from = (separated) ? position + 1 : position;
		boolean negative = window[from] == '-';
		int start = (negative) ? from + 1 : from;
		int end = start;
		int value = 0;
		while (end < start + 3 && window[end] >= '0' && window[end] <= '9') {
			value = 10 * value + window[end++] - '0';
		}
		if (!isNumber(window, start, end) || value > ((negative) ? 128 : 127)) {
			return -1;
		}
		elements.add((negative) ? -value : value);
		return end;
	}

	private static boolean isNumber(byte[] window, int start, int end) {
		boolean hasDigits = end == start + 1 || end > start + 1 && window[start] != '0';
		return hasDigits && (window[end] == ',' || window[end] == ']');
	}

}
