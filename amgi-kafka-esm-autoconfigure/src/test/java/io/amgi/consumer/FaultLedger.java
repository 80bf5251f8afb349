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

package io.amgi.consumer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The records that were handled, by the offsets of their first success.
 */
final class FaultLedger {

	private final Map<Integer, List<Long>> firsts = new HashMap<>();

	private final Set<String> seen = new HashSet<>();

	private final SplittableRandom random = new SplittableRandom(7);

	/**
	 * Handles a record, or fails at one in fifty attempts.
	 */
	void handle(String id) {
		if (fails()) {
			throw new IllegalStateException("failed on purpose");
		}
		succeeded(id);
	}

	private synchronized boolean fails() {
		return this.random.nextInt(50) == 0;
	}

	synchronized void succeeded(String id) {
		if (this.seen.add(id)) {
			String[] parts = id.split(":");
			this.firsts.computeIfAbsent(Integer.valueOf(parts[1]), (partition) -> new ArrayList<>())
				.add(Long.valueOf(parts[2]));
		}
	}

	synchronized int size() {
		return this.seen.size();
	}

	/**
	 * Asserts that each record succeeded, first in the order of its partition.
	 */
	synchronized void assertCompleteAndOrdered(int partitions, int perPartition) {
		assertThat(this.firsts).hasSize(partitions)
			.allSatisfy((partition, offsets) -> assertThat(offsets).hasSize(perPartition).isSorted());
	}

}
