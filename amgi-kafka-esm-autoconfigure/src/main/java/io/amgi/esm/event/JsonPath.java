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

import org.jspecify.annotations.Nullable;

import io.amgi.internal.LogText;

/**
 * Position of a parser in the event.
 */
final class JsonPath {

	/**
	 * Maximum nesting depth of objects and arrays.
	 */
	static final int MAX_DEPTH = 500;

	private static final int OBJECT = -2;

	private static final int BEFORE_FIRST_ELEMENT = -1;

	private @Nullable String[] names = new @Nullable String[16];

	// A value that is not an element's index marks an object.
	private int[] indexes = new int[16];

	private int depth;

	/**
	 * Returns in how many objects and arrays the parser is.
	 * @return how many
	 */
	int depth() {
		return this.depth;
	}

	void enterObject() {
		enter(OBJECT);
	}

	void enterArray() {
		enter(BEFORE_FIRST_ELEMENT);
	}

	private void enter(int index) {
		this.depth++;
		if (this.depth == this.indexes.length) {
			this.indexes = Arrays.copyOf(this.indexes, this.depth * 2);
			this.names = Arrays.copyOf(this.names, this.depth * 2);
		}
		this.indexes[this.depth] = index;
		this.names[this.depth] = null;
	}

	void leave() {
		this.depth--;
	}

	boolean isInArray() {
		return this.indexes[this.depth] >= BEFORE_FIRST_ELEMENT && this.depth > 0;
	}

	boolean isBeforeFirstMember() {
		return this.names[this.depth] == null;
	}

	void member(String name) {
		this.names[this.depth] = name;
	}

	/**
	 * Returns the index of the current array's element.
	 * @return the index, or -1 before the first one
	 */
	int index() {
		return this.indexes[this.depth];
	}

	void element(int index) {
		this.indexes[this.depth] = index;
	}

	@Override
	public String toString() {
		StringBuilder path = new StringBuilder("$");
		for (int i = 1; i <= this.depth; i++) {
			String name = this.names[i];
			if (name != null) {
				path.append("['").append(LogText.of(name, 100)).append("']");
			}
			else if (this.indexes[i] >= 0) {
				path.append('[').append(this.indexes[i]).append(']');
			}
		}
		return path.toString();
	}

}
