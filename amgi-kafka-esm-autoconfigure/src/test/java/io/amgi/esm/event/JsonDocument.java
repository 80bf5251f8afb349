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
import java.util.Arrays;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamConstraintsException;

import io.amgi.internal.LogText;

/**
 * A JSON document as Jackson reads it, up to the first byte that is not UTF-8 or makes it
 * malformed.
 */
final class JsonDocument {

	private final byte[] json;

	private final int utf8Length;

	private final List<JsonTree> values = new ArrayList<>();

	private JacksonException error;

	private String errorPath = "$";

	private long errorOffset;

	JsonDocument(byte[] json) {
		this.json = json;
		this.utf8Length = JsonPrefix.utf8Length(json);
		try (JsonParser parser = JsonPrefix.FACTORY.createParser(ObjectReadContext.empty(), utf8())) {
			read(parser);
		}
	}

	// Jackson accepts some text that is not UTF-8. It is replaced by bytes that are
	// malformed inside and outside of strings.
	private byte[] utf8() {
		if (this.utf8Length == this.json.length) {
			return this.json;
		}
		byte[] utf8 = Arrays.copyOf(this.json, this.utf8Length + 2);
		utf8[this.utf8Length] = '\\';
		utf8[this.utf8Length + 1] = 'x';
		return utf8;
	}

	private void read(JsonParser parser) {
		try {
			if (begin(parser)) {
				this.values.get(0).read(parser);
				begin(parser);
			}
		}
		catch (JacksonException ex) {
			this.error = ex;
			this.errorPath = path(parser.streamReadContext());
			this.errorOffset = Math.min(parser.currentLocation().getByteOffset(), this.utf8Length);
		}
	}

	private boolean begin(JsonParser parser) {
		if (parser.nextToken() == null) {
			return false;
		}
		this.values.add(JsonTree.root(parser));
		return true;
	}

	private static String path(TokenStreamContext context) {
		if (context.inRoot()) {
			return "$";
		}
		String parent = path(context.getParent());
		if (context.inArray()) {
			return context.hasCurrentIndex() ? parent + "[" + context.getCurrentIndex() + "]" : parent;
		}
		return context.hasCurrentName() ? parent + "['" + LogText.of(context.currentName(), 100) + "']" : parent;
	}

	byte[] json() {
		return this.json;
	}

	/**
	 * Returns the event, and the beginning of the value that follows it if there is one.
	 * @return the values, none if nothing but white space could be read
	 */
	List<JsonTree> values() {
		return this.values;
	}

	boolean isWellFormed() {
		return this.error == null && this.utf8Length == this.json.length;
	}

	/**
	 * Returns whether the document exceeds Jackson's limits.
	 * @return whether it is too deep, or has a name or number that is too long
	 */
	boolean isExcessive() {
		return this.error instanceof StreamConstraintsException;
	}

	/**
	 * Returns the path of the value that could not be read.
	 * @return the path, that of the document for what follows the event
	 */
	String errorPath() {
		return this.errorPath;
	}

	/**
	 * Returns the number of bytes that Jackson had read when it found the error.
	 * @return the number, often slightly more than the bytes before the error
	 */
	long errorOffset() {
		return this.errorOffset;
	}

}
