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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Settings of an application and its mapping that decide how a record that always fails
 * affects others.
 *
 * @param onNack {@code spring.amgi.on-nack}
 * @param afterFailure {@code spring.amgi.processing.after-failure}
 * @param retries {@code spring.amgi.retry.max-retries}
 * @param deadLetters {@code spring.amgi.dead-letter.enabled}
 * @param bisecting whether the mapping has {@code BisectBatchOnFunctionError}
 * @param reading the records that come again after a partial batch response
 */
record FailureSettings(String onNack, String afterFailure, int retries, boolean deadLetters, boolean bisecting,
		@Nullable PartialBatchReading reading) {

	/**
	 * Returns the settings that the documentation compares.
	 * @return the settings in the order of the table
	 */
	static List<FailureSettings> all() {
		List<FailureSettings> all = new ArrayList<>();
		all.addAll(withoutRetries());
		all.addAll(with(2, false));
		all.addAll(with(0, true));
		all.addAll(with(2, true));
		return all;
	}

	private static List<FailureSettings> withoutRetries() {
		return List.of(new FailureSettings("log", "continue", 0, false, false, null),
				new FailureSettings("error", "continue", 0, false, false, null),
				new FailureSettings("error", "continue", 0, false, true, null),
				new FailureSettings("error", "stop", 0, false, false, null),
				new FailureSettings("report", "stop", 0, false, false, PartialBatchReading.NAMED_OFFSETS),
				new FailureSettings("report", "stop", 0, false, false, PartialBatchReading.FROM_LOWEST_OFFSET),
				new FailureSettings("report", "continue", 0, false, false, PartialBatchReading.NAMED_OFFSETS),
				new FailureSettings("report", "continue", 0, false, false, PartialBatchReading.FROM_LOWEST_OFFSET));
	}

	private static List<FailureSettings> with(int retries, boolean deadLetters) {
		return List.of(new FailureSettings("log", "continue", retries, deadLetters, false, null),
				new FailureSettings("error", "continue", retries, deadLetters, false, null),
				new FailureSettings("report", "stop", retries, deadLetters, false,
						PartialBatchReading.FROM_LOWEST_OFFSET),
				new FailureSettings("report", "continue", retries, deadLetters, false,
						PartialBatchReading.FROM_LOWEST_OFFSET));
	}

	String[] properties() {
		return new String[] { "spring.amgi.on-nack=" + this.onNack,
				"spring.amgi.processing.after-failure=" + this.afterFailure,
				"spring.amgi.retry.max-retries=" + this.retries, "spring.amgi.retry.delay=1ms",
				"spring.amgi.dead-letter.enabled=" + this.deadLetters };
	}

	void apply(EventSourceMappingSettings.Builder mapping) {
		if (this.bisecting) {
			mapping.bisectBatchOnFunctionError();
		}
		if (this.reading != null) {
			mapping.reportBatchItemFailures(this.reading);
		}
	}

	/**
	 * Describes the settings as the first cells of a row.
	 */
	@Override
	public String toString() {
		String mapping = this.bisecting ? "bisects" : "the whole batch";
		if (this.reading != null) {
			mapping = (this.reading == PartialBatchReading.NAMED_OFFSETS) ? "the named records"
					: "from the first named one on";
		}
		return "`%s` | `%s` | %d | %s | %s".formatted(this.onNack, this.afterFailure, this.retries,
				this.deadLetters ? "yes" : "no", this.onNack.equals("log") ? "nothing" : mapping);
	}

}
