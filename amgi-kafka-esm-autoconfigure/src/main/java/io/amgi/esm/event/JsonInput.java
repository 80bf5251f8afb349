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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The bytes of an event, read once and in order through a window: the event as a whole is
 * never in memory. Loops that have to be fast go over {@link #window()} themselves.
 */
final class JsonInput {

	/**
	 * Marks the end of the input.
	 */
	static final int END = -1;

	/**
	 * The most that can be asked for at once.
	 */
	static final int MAX_COUNT = 128;

	// The JDK's base64 decoder takes values as a whole, the one for C1 in pieces.
	private static final int WINDOW = (Base64Reader.Compiler.HAS_C2 ? 32 : 2) * 1024;

	private final InputStream stream;

	private final JsonPath path;

	private final byte[] window;

	private int position;

	private int limit;

	private long dropped;

	private boolean ended;

	JsonInput(InputStream stream, JsonPath path) {
		this.stream = stream;
		this.path = path;
		this.window = new byte[windowSize(stream)];
	}

	private static int windowSize(InputStream stream) {
		try {
			return Math.max(MAX_COUNT, Math.min(WINDOW, stream.available()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	byte[] window() {
		return this.window;
	}

	/**
	 * Returns where in the window the next byte is.
	 * @return the index
	 */
	int position() {
		return this.position;
	}

	/**
	 * Returns where in the window the bytes end.
	 * @return the index behind the last one
	 */
	int limit() {
		return this.limit;
	}

	void moveTo(int position) {
		this.position = position;
	}

	void advance() {
		this.position++;
	}

	/**
	 * Moves the window so that it holds a number of bytes from the position on.
	 * @param count how many, {@link #MAX_COUNT} at most
	 * @return whether there are as many
	 */
	boolean has(int count) {
		return this.limit - this.position >= count || fill(count);
	}

	/**
	 * Moves the window so that it holds more bytes from the position on, as long as there
	 * is room and are any.
	 * @return whether it holds more
	 */
	boolean extend() {
		int held = this.limit - this.position;
		return held < this.window.length && fill(held + 1);
	}

	/**
	 * Returns the next byte without moving on.
	 * @return the byte, unsigned, or {@link #END}
	 */
	int peek() {
		return (this.position < this.limit || fill(1)) ? this.window[this.position] & 0xFF : END;
	}

	/**
	 * Returns the next byte and moves on.
	 * @return the byte, unsigned
	 * @throws InvalidKafkaEventException if there is none
	 */
	int next() {
		int next = peek();
		if (next == END) {
			throw malformed();
		}
		this.position++;
		return next;
	}

	/**
	 * Moves to what is not white space.
	 * @return the byte there, unsigned, or {@link #END}
	 */
	int peekBeyondSpace() {
		int next = peek();
		while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
			this.position++;
			next = peek();
		}
		return next;
	}

	/**
	 * Returns where in the event the next byte is.
	 * @return the offset
	 */
	long offset() {
		return this.dropped + this.position;
	}

	InvalidKafkaEventException malformed() {
		return invalid("well-formed JSON", offset());
	}

	InvalidKafkaEventException excessive() {
		return invalid("JSON of sane depth and lengths", offset());
	}

	InvalidKafkaEventException invalid(String expectation, long offset) {
		return new InvalidKafkaEventException(expectation, this.path.toString(), offset);
	}

	private boolean fill(int count) {
		if (!this.ended) {
			this.limit -= this.position;
			System.arraycopy(this.window, this.position, this.window, 0, this.limit);
			this.dropped += this.position;
			this.position = 0;
			readAtLeast(count);
		}
		return this.limit - this.position >= count;
	}

	private void readAtLeast(int count) {
		try {
			while (this.limit < count && !this.ended) {
				int read = this.stream.read(this.window, this.limit, this.window.length - this.limit);
				this.ended = read < 0;
				this.limit += Math.max(read, 0);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
