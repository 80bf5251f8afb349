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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties of one application.
 *
 * @param onNack the policy for nacked records
 * @param ordering the ordering
 * @param afterFailure the policy for records behind a failed one, or {@code default}
 * @param concurrency the maximum number of handlers
 * @param deadLetters {@code off}, {@code default} for the default choice of records, or
 * {@code all}
 */
record Setting(String onNack, String ordering, String afterFailure, int concurrency, String deadLetters) {

	private static final String DEFAULT = "default";

	static List<Setting> all() {
		List<Setting> settings = new ArrayList<>();
		for (String onNack : List.of("log", "error", "report")) {
			for (String ordering : List.of("partition", "key", "unordered")) {
				for (String afterFailure : List.of(DEFAULT, "continue", "stop")) {
					addTo(settings, onNack, ordering, afterFailure);
				}
			}
		}
		return settings;
	}

	private static void addTo(List<Setting> settings, String onNack, String ordering, String afterFailure) {
		for (int concurrency : List.of(1, 8)) {
			for (String deadLetters : List.of("off", DEFAULT, "all")) {
				settings.add(new Setting(onNack, ordering, afterFailure, concurrency, deadLetters));
			}
		}
	}

	/**
	 * Returns whether the outcome of an event depends on timing. With {@code error} and
	 * {@code stop}, the first failure stops everything. If several groups are handled at
	 * the same time, their speed decides which records of other groups are attempted
	 * before it, and which of several failures is named. Only whether the event fails is
	 * certain.
	 * @param event the event
	 * @return whether two runs may differ
	 */
	boolean isRacyFor(RandomEvent event) {
		return this.onNack.equals("error") && this.afterFailure.equals("stop") && this.concurrency > 1
				&& event.groups(this.ordering) > 1;
	}

	/**
	 * Returns the properties.
	 * @param afterFailureProperty the name of the property for records behind a failed
	 * one, which has changed
	 * @return the properties by name
	 */
	Map<String, Object> properties(String afterFailureProperty) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.amgi.on-nack", this.onNack);
		properties.put("spring.amgi.processing.ordering", this.ordering);
		properties.put("spring.amgi.processing.concurrency", this.concurrency);
		properties.put("spring.amgi.dead-letter.enabled", !this.deadLetters.equals("off"));
		// With dead letters, builds that support retries would retry. Others ignore this.
		properties.put("spring.amgi.retry.max-retries", 0);
		if (this.deadLetters.equals("all")) {
			properties.put("spring.amgi.dead-letter.on", "all");
		}
		if (!this.afterFailure.equals(DEFAULT)) {
			properties.put(afterFailureProperty, this.afterFailure);
		}
		return properties;
	}

}
