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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.amgi.internal.LogText;

/**
 * A value of a JSON document as Jackson reads it, with its place in the document. Unlike
 * Jackson's own nodes, it keeps repeated members, and everything before a syntax error.
 */
final class JsonTree {

	private static final long UNFINISHED = -1;

	private final JsonTree parent;

	private final int index;

	private final String name;

	private final JsonToken token;

	private final long start;

	private final List<JsonTree> children = new ArrayList<>();

	private String text;

	private Long integer;

	private long end = UNFINISHED;

	private JsonTree(JsonTree parent, int index, String name, JsonParser parser) {
		this.parent = parent;
		this.index = index;
		this.name = name;
		this.token = parser.currentToken();
		this.start = parser.currentTokenLocation().getByteOffset();
	}

	/**
	 * Starts the tree of a parser's current value.
	 * @param parser the parser
	 * @return the tree, still without content
	 */
	static JsonTree root(JsonParser parser) {
		return new JsonTree(null, 0, null, parser);
	}

	/**
	 * Reads the content of the value.
	 * @param parser the parser, positioned at the value
	 * @throws tools.jackson.core.JacksonException if the document has a syntax error, in
	 * which case the tree has all that precedes it
	 */
	void read(JsonParser parser) {
		switch (this.token) {
			case START_OBJECT, START_ARRAY -> readChildren(parser);
			case VALUE_STRING -> this.text = parser.getString();
			case VALUE_NUMBER_INT -> this.integer = (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER)
					? parser.getLongValue() : null;
			default -> {
				// The token is the whole value.
			}
		}
		this.end = parser.currentTokenLocation().getByteOffset();
	}

	private void readChildren(JsonParser parser) {
		while (!parser.nextToken().isStructEnd()) {
			JsonTree child = child(parser);
			this.children.add(child);
			child.read(parser);
		}
	}

	private JsonTree child(JsonParser parser) {
		String name = null;
		if (isObject()) {
			name = parser.currentName();
			parser.nextToken();
		}
		return new JsonTree(this, this.children.size(), name, parser);
	}

	private String path() {
		if (this.parent == null) {
			return "$";
		}
		String segment = (this.name != null) ? "['" + LogText.of(this.name, 100) + "']" : "[" + this.index + "]";
		return this.parent.path() + segment;
	}

	/**
	 * Returns the name of a member.
	 * @return the name, or {@code null} if this is no member
	 */
	String name() {
		return this.name;
	}

	/**
	 * Returns the members of an object or the elements of an array.
	 * @return the members or elements, which are none for other values
	 */
	List<JsonTree> children() {
		return this.children;
	}

	/**
	 * Returns the members of a name.
	 * @param name the name
	 * @return the members in their order
	 */
	Stream<JsonTree> members(String name) {
		return this.children.stream().filter((child) -> name.equals(child.name));
	}

	/**
	 * Returns the text of a string.
	 * @return the text, or {@code null} if this is no string or has a syntax error
	 */
	String text() {
		return this.text;
	}

	/**
	 * Returns the value of an integer.
	 * @return the integer, or {@code null} for other values and beyond 64 bits
	 */
	Long integer() {
		return this.integer;
	}

	boolean isNull() {
		return this.token == JsonToken.VALUE_NULL;
	}

	boolean isText() {
		return this.token == JsonToken.VALUE_STRING;
	}

	boolean isObject() {
		return this.token == JsonToken.START_OBJECT;
	}

	boolean isArray() {
		return this.token == JsonToken.START_ARRAY;
	}

	/**
	 * Returns whether all of the value precedes any syntax error.
	 * @return whether the value is complete
	 */
	boolean isFinished() {
		return this.end != UNFINISHED;
	}

	/**
	 * Returns a violation by the value itself.
	 * @param expectation what was expected instead
	 * @return the violation, placed at the first byte of the value
	 */
	Violation violation(String expectation) {
		return new Violation(expectation, path(), this.start);
	}

	/**
	 * Returns a violation by the object as a whole.
	 * @param expectation what was expected
	 * @return the violation, placed at the closing brace
	 */
	Violation violationAtEnd(String expectation) {
		return new Violation(expectation, path(), this.end);
	}

}
