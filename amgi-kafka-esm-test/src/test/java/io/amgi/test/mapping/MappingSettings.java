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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Settings of a mapping, and settings of an application that they must fit.
 *
 * @param onNack {@code spring.amgi.on-nack}
 * @param ordering {@code spring.amgi.processing.ordering}
 * @param afterFailure {@code spring.amgi.processing.after-failure}
 * @param retries {@code MaximumRetryAttempts}, or {@code null} if it is not set
 * @param destination whether there is an on-failure destination
 * @param bisecting whether there is {@code BisectBatchOnFunctionError}
 * @param reading the records that are delivered again after a partial batch response, or
 * {@code null} if there is no {@code ReportBatchItemFailures}
 */
record MappingSettings(String onNack, String ordering, String afterFailure, @Nullable Integer retries,
		boolean destination, boolean bisecting, @Nullable PartialBatchReading reading) {

	/**
	 * Returns the settings that the documentation compares.
	 * @return the settings in the order of the table
	 */
	static List<MappingSettings> all() {
		return Stream.of(reporting(), failing(), logging()).flatMap(List::stream).toList();
	}

	private static List<MappingSettings> reporting() {
		MappingSettings report = new MappingSettings("report", "partition", "stop", 2, true, false,
				PartialBatchReading.FROM_LOWEST_OFFSET);
		return List.of(report, report.withoutDestination(), report.withReading(null), report.withRetries(0),
				report.withRetries(null), report.withRetries(null).withoutDestination(),
				report.withOrdering("key", "stop").withReading(PartialBatchReading.NAMED_OFFSETS),
				report.withOrdering("key", "stop"),
				report.withOrdering("key", "continue").withReading(PartialBatchReading.NAMED_OFFSETS),
				report.withOrdering("key", "continue"),
				report.withOrdering("unordered", "continue").withReading(PartialBatchReading.NAMED_OFFSETS),
				report.withOrdering("unordered", "continue"));
	}

	private static List<MappingSettings> failing() {
		MappingSettings error = new MappingSettings("error", "partition", "continue", 2, true, false, null);
		return List.of(error, error.withoutDestination(), error.withBisecting(), error.withRetries(0),
				error.withRetries(null), error.withRetries(null).withoutDestination(),
				error.withOrdering("partition", "stop"), error.withOrdering("key", "continue"),
				error.withOrdering("unordered", "continue"));
	}

	private static List<MappingSettings> logging() {
		MappingSettings log = new MappingSettings("log", "partition", "continue", 2, true, false, null);
		return List.of(log, log.withRetries(null).withoutDestination(), log.withOrdering("key", "continue"),
				log.withOrdering("unordered", "continue"));
	}

	private MappingSettings withOrdering(String ordering, String afterFailure) {
		return new MappingSettings(this.onNack, ordering, afterFailure, this.retries, this.destination, this.bisecting,
				this.reading);
	}

	private MappingSettings withRetries(@Nullable Integer retries) {
		return new MappingSettings(this.onNack, this.ordering, this.afterFailure, retries, this.destination,
				this.bisecting, this.reading);
	}

	private MappingSettings withoutDestination() {
		return new MappingSettings(this.onNack, this.ordering, this.afterFailure, this.retries, false, this.bisecting,
				this.reading);
	}

	private MappingSettings withBisecting() {
		return new MappingSettings(this.onNack, this.ordering, this.afterFailure, this.retries, this.destination, true,
				this.reading);
	}

	private MappingSettings withReading(@Nullable PartialBatchReading reading) {
		return new MappingSettings(this.onNack, this.ordering, this.afterFailure, this.retries, this.destination,
				this.bisecting, reading);
	}

	boolean isEndless() {
		return !this.onNack.equals("log") && this.retries == null && !this.destination;
	}

	String[] properties() {
		return new String[] { "spring.amgi.on-nack=" + this.onNack, "spring.amgi.processing.ordering=" + this.ordering,
				"spring.amgi.processing.after-failure=" + this.afterFailure };
	}

	void apply(EventSourceMappingSettings.Builder mapping, String destination) {
		if (this.retries != null) {
			mapping.maximumRetryAttempts(this.retries);
		}
		if (this.destination) {
			mapping.onFailureDestination("kafka://" + destination);
		}
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
		return "`%s` | `%s` | `%s` | %s | %s | %s".formatted(this.onNack, this.ordering, this.afterFailure,
				(this.retries != null) ? this.retries : "-", this.destination ? "yes" : "no", redelivered());
	}

	private String redelivered() {
		if (this.onNack.equals("log")) {
			return "nothing";
		}
		if (this.reading != null) {
			return (this.reading == PartialBatchReading.NAMED_OFFSETS) ? "the named records"
					: "from the first named one on";
		}
		if (this.onNack.equals("report")) {
			return "nothing: no `ReportBatchItemFailures`";
		}
		return this.bisecting ? "bisects" : "the whole batch";
	}

}
