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
 * Reads the strings of an event. A value that was not read is skipped later, with the
 * same checks.
 */
final class JsonStrings {

	private static final int MAX_NAME_LENGTH = 50_000;

	private final JsonInput bytes;

	private final SymbolTable symbols;

	private final JsonText text;

	private final Base64Reader base64;

	private boolean unread;

	JsonStrings(JsonInput bytes) {
		this.bytes = bytes;
		this.symbols = new SymbolTable(bytes);
		this.text = new JsonText(bytes);
		this.base64 = Base64Reader.of(bytes, this.text);
	}

	/**
	 * Moves behind the opening quote of a value.
	 */
	void begin() {
		this.bytes.advance();
		this.unread = true;
	}

	/**
	 * Moves behind the closing quote of the value that was begun, if nobody has read it.
	 */
	void skip() {
		if (this.unread) {
			this.unread = false;
			this.text.skip();
		}
	}

	/**
	 * Reads the value that was begun.
	 * @return the text
	 */
	String text() {
		this.unread = false;
		String symbol = this.symbols.read();
		return (symbol != null) ? symbol : this.text.read();
	}

	/**
	 * Reads the value that was begun.
	 * @return what it decodes to, or {@code null} if it is not base64
	 */
	byte @Nullable [] base64() {
		this.unread = false;
		return this.base64.read();
	}

	/**
	 * Returns the last string that was not base64.
	 * @return the text
	 */
	String undecodedBase64() {
		return this.base64.undecoded();
	}

	/**
	 * Reads a name, whose opening quote is behind.
	 * @return the name
	 */
	String name() {
		String symbol = this.symbols.read();
		return (symbol != null) ? symbol : checked(this.text.read());
	}

	private String checked(String name) {
		byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
		if (utf8.length > MAX_NAME_LENGTH) {
			throw this.bytes.excessive();
		}
		// A surrogate without its other half does not come back.
		if (!name.equals(new String(utf8, StandardCharsets.UTF_8))) {
			throw this.bytes.malformed();
		}
		return name;
	}

}
