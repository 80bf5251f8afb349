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

package io.amgi.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects observations about records in the order in which they are made.
 */
final class Facts {

	private final List<Fact> facts = new ArrayList<>();

	synchronized void add(String record, String text) {
		this.facts.add(new Fact(record, text));
	}

	/**
	 * Returns what was collected and starts afresh.
	 * @return the facts in their order
	 */
	synchronized List<Fact> take() {
		List<Fact> taken = List.copyOf(this.facts);
		this.facts.clear();
		return taken;
	}

	/**
	 * An observation about a record.
	 *
	 * @param id the id of the record
	 * @param text the observation in one line
	 */
	record Fact(String id, String text) {

	}

}
