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
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The offsets of a topic-partition's records in one event. As Lambda writes them, each is
 * greater than the one before, and no set is needed to see that it is new.
 */
final class SeenOffsets {

	private long[] ascending = new long[16];

	private int size;

	private @Nullable Set<Long> all;

	/**
	 * Adds an offset.
	 * @param offset the offset
	 * @return whether it was not there yet
	 */
	boolean add(long offset) {
		if (this.all == null && (this.size == 0 || offset > this.ascending[this.size - 1])) {
			append(offset);
			return true;
		}
		return all().add(offset);
	}

	private void append(long offset) {
		if (this.size == this.ascending.length) {
			this.ascending = Arrays.copyOf(this.ascending, this.size * 2);
		}
		this.ascending[this.size++] = offset;
	}

	private Set<Long> all() {
		Set<Long> all = this.all;
		if (all == null) {
			all = new HashSet<>();
			for (int i = 0; i < this.size; i++) {
				all.add(this.ascending[i]);
			}
			this.all = all;
		}
		return all;
	}

}
