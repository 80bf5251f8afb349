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

package io.amgi.test.mapping;

import java.util.List;
import java.util.function.Predicate;

import io.amgi.test.RecordId;

/**
 * A whole batch or a part of one, for one invocation.
 *
 * @param records the records, in order per partition
 * @param invocations the number of earlier invocations with these records
 * @param retries the number of retries among these
 */
record Chunk(List<PolledRecord> records, int invocations, int retries) {

	static Chunk first(List<PolledRecord> records) {
		return new Chunk(records, 0, 0);
	}

	boolean isEmpty() {
		return this.records.isEmpty();
	}

	int attempt() {
		return this.invocations + 1;
	}

	Chunk only(Predicate<PolledRecord> wanted) {
		return new Chunk(this.records.stream().filter(wanted).toList(), this.invocations, this.retries);
	}

	Chunk retry() {
		return new Chunk(this.records, this.invocations + 1, this.retries + 1);
	}

	List<Chunk> split() {
		int middle = (this.records.size() + 1) / 2;
		return List.of(new Chunk(this.records.subList(0, middle), this.invocations + 1, this.retries),
				new Chunk(this.records.subList(middle, this.records.size()), this.invocations + 1, this.retries));
	}

	List<RecordId> ids() {
		return this.records.stream().map(PolledRecord::id).toList();
	}

}
