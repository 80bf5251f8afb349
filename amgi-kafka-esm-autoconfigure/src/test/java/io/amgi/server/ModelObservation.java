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

package io.amgi.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records the attempts in a batch whose first failure stops all other records. The
 * attempted records depend on thread timing, but they are always the first ones of each
 * group, up to a failure at most, and they determine the outcome.
 */
final class ModelObservation {

	private final Collection<ModelRecord> records;

	private final Set<String> attempted;

	/**
	 * Creates an observation.
	 * @param records all records in the order of the event
	 * @param started the ids of those that the application has received
	 * @param listed the ids that the response reports as failed
	 * @param complete whether the response implies that all were attempted
	 */
	ModelObservation(Collection<ModelRecord> records, Set<String> started, Set<String> listed, boolean complete) {
		this.records = records;
		this.attempted = records.stream()
			.filter((record) -> record.isDeliverable() ? started.contains(record.id())
					: complete || listed.contains(record.id()))
			.map(ModelRecord::id)
			.collect(Collectors.toSet());
	}

	/**
	 * Checks what holds for every order in which threads run.
	 * @param description names the case
	 * @param ordering the ordering
	 * @param concurrency the concurrency
	 * @param stopping matches records whose failure stops others
	 */
	void check(String description, Ordering ordering, int concurrency, Predicate<ModelRecord> stopping) {
		Map<Object, List<ModelRecord>> groups = this.records.stream()
			.collect(Collectors.groupingBy((record) -> record.group(ordering)));
		groups.values().forEach((group) -> checkGroup(description, group, stopping));
		long failures = this.records.stream().filter(this::isAttempted).filter(stopping).count();
		assertThat(failures).as(description).isLessThanOrEqualTo(concurrency);
		assertThat(failures > 0 || this.attempted.size() == this.records.size()).as(description).isTrue();
	}

	private void checkGroup(String description, List<ModelRecord> group, Predicate<ModelRecord> stopping) {
		List<ModelRecord> first = new ArrayList<>();
		for (ModelRecord record : group) {
			if (!isAttempted(record) || first.stream().anyMatch(stopping)) {
				break;
			}
			first.add(record);
		}
		assertThat(group.stream().filter(this::isAttempted).toList()).as(description).isEqualTo(first);
	}

	private boolean isAttempted(ModelRecord record) {
		return this.attempted.contains(record.id());
	}

	/**
	 * Returns the expected nacks of the records that did not succeed.
	 * @param stopped the message for records that were not attempted
	 * @return reasons by id
	 */
	Map<String, String> nacks(String stopped) {
		Map<String, String> nacks = new LinkedHashMap<>();
		for (ModelRecord record : this.records) {
			String reason = isAttempted(record) ? record.failure() : stopped;
			if (reason != null) {
				nacks.put(record.id(), reason);
			}
		}
		return nacks;
	}

}
