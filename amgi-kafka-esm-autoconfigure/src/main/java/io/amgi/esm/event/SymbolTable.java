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

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The short strings of an event, which are the same in each of its records: names,
 * topics, types. Each becomes one {@link String}, interned so that a {@code switch} over
 * literals is quick. As they also come in the same order, the one that followed the last
 * time is tried first, and no hash is computed.
 */
final class SymbolTable {

	private static final int MAX_LENGTH = 64;

	private static final int SLOTS = 256;

	private static final int MAX_SYMBOLS = 192;

	private final JsonInput bytes;

	private final @Nullable Symbol[] table = new @Nullable Symbol[SLOTS];

	private int size;

	private Symbol last = new Symbol(new byte[0], 0, "");

	SymbolTable(JsonInput bytes) {
		this.bytes = bytes;
	}

	/**
	 * Reads a string of plain characters, its closing quote included.
	 * @return the text, or {@code null} if the string is too long, not plain or one too
	 * many; nothing is read then
	 */
	@Nullable String read() {
		this.bytes.has(MAX_LENGTH + 1);
		Symbol symbol = this.last.next;
		if (symbol == null || !isNext(symbol)) {
			symbol = find();
			if (symbol == null) {
				return null;
			}
			this.last.next = symbol;
		}
		this.last = symbol;
		this.bytes.moveTo(this.bytes.position() + symbol.bytes.length + 1);
		return symbol.text;
	}

	private boolean isNext(Symbol symbol) {
		int end = this.bytes.position() + symbol.bytes.length;
		return end < this.bytes.limit() && this.bytes.window()[end] == '"' && startsWith(symbol.bytes);
	}

	private boolean startsWith(byte[] expected) {
		byte[] window = this.bytes.window();
		int start = this.bytes.position();
		for (int i = 0; i < expected.length; i++) {
			if (window[start + i] != expected[i]) {
				return false;
			}
		}
		return true;
	}

	private @Nullable Symbol find() {
		byte[] window = this.bytes.window();
		int end = Math.min(this.bytes.limit(), this.bytes.position() + MAX_LENGTH + 1);
		int hash = 0;
		for (int i = this.bytes.position(); i < end; i++) {
			byte character = window[i];
			if (character == '"') {
				return find(hash, i - this.bytes.position());
			}
			if (character < ' ' || character == '\\') {
				return null;
			}
			hash = 31 * hash + character;
		}
		return null;
	}

	// The search ends at the fourth neighbour, so colliding names cannot slow it down.
	private @Nullable Symbol find(int hash, int length) {
		for (int i = 0; i < 4; i++) {
			int slot = (hash + (hash >>> 8) + i) & (SLOTS - 1);
			Symbol symbol = this.table[slot];
			if (symbol == null) {
				return add(slot, hash, length);
			}
			if (symbol.hash == hash && symbol.bytes.length == length && isNext(symbol)) {
				return symbol;
			}
		}
		return null;
	}

	// A name without a slot is not cached, because an event may contain any number of
	// names.
	private @Nullable Symbol add(int slot, int hash, int length) {
		if (this.size == MAX_SYMBOLS) {
			return null;
		}
		Symbol symbol = symbol(hash, length);
		this.table[slot] = symbol;
		this.size++;
		return symbol;
	}

	private Symbol symbol(int hash, int length) {
		byte[] name = new byte[length];
		System.arraycopy(this.bytes.window(), this.bytes.position(), name, 0, length);
		return new Symbol(name, hash, new String(name, StandardCharsets.US_ASCII).intern());
	}

	/**
	 * A string.
	 */
	private static final class Symbol {

		private final byte[] bytes;

		private final int hash;

		private final String text;

		private @Nullable Symbol next;

		Symbol(byte[] bytes, int hash, String text) {
			this.bytes = bytes;
			this.hash = hash;
			this.text = text;
		}

	}

}
