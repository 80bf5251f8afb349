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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.amgi.test.RecordId;

/**
 * Outcome of one invocation. Records that are not in it are done.
 *
 * @param failed the records to deliver again, with the reasons
 * @param lost the records that the function has reported although the mapping does not
 * read reports
 * @param dropped the records that the function has refused without reporting them to
 * Lambda, with the reasons if they are known
 * @param error the reason why the whole batch has failed, or {@code null}
 */
record Outcome(Map<RecordId, String> failed, Set<RecordId> lost, Map<RecordId, String> dropped,
		@Nullable String error) {

	static Outcome lost(Set<RecordId> lost) {
		return new Outcome(Map.of(), lost, Map.of(), null);
	}

	static Outcome partial(Map<RecordId, String> failed) {
		return new Outcome(failed, Set.of(), Map.of(), null);
	}

	static Outcome error(String error, List<RecordId> records, Function<RecordId, String> reasons) {
		Map<RecordId, String> failed = new LinkedHashMap<>();
		records.forEach((record) -> failed.put(record, reasons.apply(record)));
		return new Outcome(failed, Set.of(), Map.of(), error);
	}

	/**
	 * Adds reasons that only the application itself knows.
	 * @param reasons the reasons why it has not acknowledged records
	 * @return the outcome with these reasons
	 */
	Outcome explainedBy(Map<RecordId, String> reasons) {
		Map<RecordId, String> explained = new LinkedHashMap<>(this.failed);
		explained.replaceAll(reasons::getOrDefault);
		Map<RecordId, String> dropped = new LinkedHashMap<>(reasons);
		dropped.keySet().removeAll(this.failed.keySet());
		dropped.keySet().removeAll(this.lost);
		return new Outcome(explained, this.lost, dropped, this.error);
	}

	boolean isFailure() {
		return !this.failed.isEmpty();
	}

	String reason() {
		return (this.error != null) ? this.error : this.failed.size() + " failed records reported";
	}

}
