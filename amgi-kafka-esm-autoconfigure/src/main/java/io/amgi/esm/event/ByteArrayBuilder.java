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

import java.util.Arrays;

/**
 * Bytes that something is made of. Unlike a {@link java.io.ByteArrayOutputStream} it
 * takes no lock, and loops that have to be fast write to it themselves.
 */
final class ByteArrayBuilder {

	private byte[] bytes;

	private int size;

	ByteArrayBuilder(int capacity) {
		this.bytes = new byte[capacity];
	}

	void clear() {
		this.size = 0;
	}

	void add(int value) {
		reserve(1)[this.size++] = (byte) value;
	}

	int size() {
		return this.size;
	}

	void resize(int size) {
		this.size = size;
	}

	/**
	 * Makes room.
	 * @param count for how many further bytes
	 * @return what to write them to, from {@link #size()} on
	 */
	byte[] reserve(int count) {
		if (this.bytes.length - this.size < count) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.bytes.length * 2, this.size + count));
		}
		return this.bytes;
	}

	byte[] toByteArray() {
		return Arrays.copyOf(this.bytes, this.size);
	}

	byte[] toByteArray(byte[] more) {
		byte[] all = Arrays.copyOf(this.bytes, this.size + more.length);
		System.arraycopy(more, 0, all, this.size, more.length);
		return all;
	}

}
