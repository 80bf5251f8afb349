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

package io.amgi.redrive;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.amgi.server.InboundRecord;

/**
 * A document that Lambda wrote about records that it gave up.
 *
 * @param condition the reason, such as {@code RetriesExhausted}, or {@code null}
 * @param timestamp the time at which Lambda gave up, or {@code null}
 * @param batchSize the number of records, or {@code null}
 * @param records the records, empty if the document has only their places
 * @param places the places of the records
 */
public record FailureDocument(@Nullable String condition, @Nullable Instant timestamp, @Nullable Integer batchSize,
		List<? extends InboundRecord> records, List<Places> places) {

	/**
	 * The places of records of one partition.
	 *
	 * @param topic the topic
	 * @param partition the partition
	 * @param first the offset of the first record
	 * @param last the offset of the last record
	 */
	public record Places(String topic, int partition, long first, long last) {

		/**
		 * Describes the places by their coordinates.
		 */
		@Override
		public String toString() {
			return "%s-%d@%d-%d".formatted(this.topic, this.partition, this.first, this.last);
		}

	}

}
