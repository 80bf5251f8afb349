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

import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of an event once. Its errors name the expected content and its place,
 * but never the content found, which may be a payload. Skipped values are checked to be
 * well-formed.
 */
final class JsonReader {

	private final JsonPath path = new JsonPath();

	private final JsonInput bytes;

	private final JsonStrings strings;

	private final JsonNumber number;

	private final ByteArrayReader byteElements;

	private JsonToken kind = JsonToken.END;

	private long start;

	JsonReader(InputStream json) {
		this.bytes = new JsonInput(json, this.path);
		this.strings = new JsonStrings(this.bytes);
		this.number = new JsonNumber(this.bytes);
		this.byteElements = new ByteArrayReader(this.bytes, this.path);
	}

	/**
	 * Moves on to the event itself.
	 */
	void begin() {
		if (this.bytes.peekBeyondSpace() == JsonInput.END) {
			throw this.bytes.invalid("more JSON", this.bytes.offset());
		}
		beginRootValue();
	}

	/**
	 * Moves on to the next member of the current object, and to its value.
	 * @return the member's name, or {@code null} at the end of the object
	 */
	@Nullable String nextMember() {
		this.strings.skip();
		int next = this.bytes.peekBeyondSpace();
		if (next == '}') {
			end();
			return null;
		}
		expectSyntax(separated(next, !this.path.isBeforeFirstMember()), '"');
		String name = this.strings.name();
		this.path.member(name);
		expectSyntax(this.bytes.peekBeyondSpace(), ':');
		beginValue();
		return name;
	}

	/**
	 * Moves on to the next element of the current array.
	 * @return whether there is one
	 */
	boolean nextElement() {
		this.strings.skip();
		int next = this.bytes.peekBeyondSpace();
		if (next == ']') {
			end();
			return false;
		}
		if (next < ' ' || next == '/' || next == '}') {
			throw this.bytes.malformed();
		}
		int index = this.path.index() + 1;
		this.path.element(index);
		separated(next, index > 0);
		beginValue();
		return true;
	}

	boolean at(JsonToken kind) {
		return this.kind == kind;
	}

	void expect(JsonToken kind, String expectation) {
		if (!at(kind)) {
			throw invalid(expectation);
		}
	}

	void expectEnd() {
		if (this.bytes.peekBeyondSpace() != JsonInput.END) {
			beginRootValue();
			throw invalid("nothing after the event");
		}
	}

	/**
	 * Moves to the end of the current value if it is an object or an array.
	 */
	void skipValue() {
		if (at(JsonToken.OBJECT) || at(JsonToken.ARRAY)) {
			int depth = this.path.depth();
			while (this.path.depth() >= depth) {
				skipNext();
			}
		}
	}

	private void skipNext() {
		if (this.path.isInArray()) {
			nextElement();
		}
		else {
			nextMember();
		}
	}

	/**
	 * Reads the current value, which is a {@link JsonToken#STRING}.
	 * @return the text
	 */
	String text() {
		return this.strings.text();
	}

	/**
	 * Reads the current value, which is a {@link JsonToken#STRING}.
	 * @return what it decodes to, or {@code null} if it is not base64
	 */
	byte @Nullable [] base64() {
		return this.strings.base64();
	}

	/**
	 * Returns what {@link #base64()} has read last and could not decode.
	 * @return the text
	 */
	String undecoded() {
		return this.strings.undecodedBase64();
	}

	/**
	 * Returns the current value, which is a {@link JsonToken#INTEGER}.
	 * @return the integer
	 */
	long integer() {
		return this.number.value();
	}

	/**
	 * Reads the next elements of the current array as long as they are plainly bytes.
	 * @param elements where to add them to
	 */
	void byteElements(ByteArrayBuilder elements) {
		this.strings.skip();
		this.byteElements.read(elements);
	}

	InvalidKafkaEventException invalid(String expectation) {
		return this.bytes.invalid(expectation, this.start);
	}

	private int separated(int next, boolean byComma) {
		if (!byComma) {
			return next;
		}
		expectSyntax(next, ',');
		return this.bytes.peekBeyondSpace();
	}

	private void expectSyntax(int next, char expected) {
		if (next != expected) {
			throw this.bytes.malformed();
		}
		this.bytes.advance();
	}

	private void end() {
		this.start = this.bytes.offset();
		this.kind = JsonToken.END;
		this.bytes.advance();
		this.path.leave();
	}

	private void beginRootValue() {
		int next = this.bytes.peekBeyondSpace();
		beginValue();
		if (next == '-' || next >= '0' && next <= '9') {
			expectSpace();
		}
	}

	// A number at the top level must be followed by white space, unlike a literal.
	private void expectSpace() {
		int next = this.bytes.peek();
		if (this.bytes.peekBeyondSpace() == next && next != JsonInput.END) {
			throw this.bytes.malformed();
		}
	}

	private void beginValue() {
		int next = this.bytes.peekBeyondSpace();
		this.start = this.bytes.offset();
		this.kind = begin(next);
	}

	private JsonToken begin(int next) {
		return switch (next) {
			case '"' -> string();
			case '{' -> object();
			case '[' -> array();
			case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> this.number.read();
			case 't' -> literal("true", JsonToken.OTHER);
			case 'f' -> literal("false", JsonToken.OTHER);
			case 'n' -> literal("null", JsonToken.NULL);
			default -> throw this.bytes.malformed();
		};
	}

	private JsonToken string() {
		this.strings.begin();
		return JsonToken.STRING;
	}

	private JsonToken object() {
		this.bytes.advance();
		this.path.enterObject();
		return entered(JsonToken.OBJECT);
	}

	private JsonToken array() {
		this.bytes.advance();
		this.path.enterArray();
		return entered(JsonToken.ARRAY);
	}

	private JsonToken entered(JsonToken kind) {
		if (this.path.depth() > JsonPath.MAX_DEPTH) {
			throw this.bytes.excessive();
		}
		return kind;
	}

	private JsonToken literal(String literal, JsonToken kind) {
		for (int i = 0; i < literal.length(); i++) {
			if (this.bytes.next() != literal.charAt(i)) {
				throw this.bytes.malformed();
			}
		}
		int next = this.bytes.peek();
		if (next >= '0' && (next > 0x7F || Character.isJavaIdentifierPart(next))) {
			throw this.bytes.malformed();
		}
		return kind;
	}

}
