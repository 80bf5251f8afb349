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

package io.amgi.observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The metrics of one channel in one batch.
 */
final class ChannelMetrics {

	// What the embedded metric format lets an array have.
	private static final int MAX_VALUES = 100;

	private final Map<Outcome, Integer> records = new EnumMap<>(Outcome.class);

	private final LongSummaryStatistics ages = new LongSummaryStatistics();

	private final List<Long> values = new ArrayList<>();

	void add(Outcome outcome, @Nullable Duration age) {
		this.records.merge(outcome, 1, Integer::sum);
		if (age != null) {
			this.ages.accept(age.toMillis());
			if (this.values.size() < MAX_VALUES) {
				this.values.add(age.toMillis());
			}
		}
	}

	Map<Outcome, Integer> records() {
		return this.records;
	}

	LongSummaryStatistics ages() {
		return this.ages;
	}

	/**
	 * Returns the ages one by one, unless they are too many.
	 * @return the ages in milliseconds, or {@code null} if only their summary may be
	 * written
	 */
	@Nullable List<Long> ageValues() {
		return (this.ages.getCount() <= MAX_VALUES) ? this.values : null;
	}

}
