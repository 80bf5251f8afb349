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

import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows a failure, and when a record is too old.
 */
final class RetryPolicy {

	private static final int RETRIES_WITH_DESTINATION = 10;

	private final int maximumRetries;

	private final boolean bisect;

	private final @Nullable Duration maximumAge;

	private final Duration delay;

	RetryPolicy(EventSourceMappingSettings settings) {
		this.maximumRetries = maximumRetries(settings);
		this.bisect = settings.bisectBatchOnFunctionError();
		this.maximumAge = settings.maximumRecordAge();
		this.delay = settings.retryDelay();
	}

	private static int maximumRetries(EventSourceMappingSettings settings) {
		boolean forEver = settings.maximumRetryAttempts() < 0;
		return (forEver && settings.onFailureDestination() != null) ? RETRIES_WITH_DESTINATION
				: settings.maximumRetryAttempts();
	}

	Duration delay() {
		return this.delay;
	}

	boolean isExpired(PolledRecord record) {
		long timestamp = record.source().timestamp();
		return this.maximumAge != null && timestamp != ConsumerRecord.NO_TIMESTAMP
				&& System.currentTimeMillis() - timestamp > this.maximumAge.toMillis();
	}

	/**
	 * Selects the failed records to deliver next.
	 * @param failed the failed records of the chunk
	 * @param outcome the outcome of their invocation
	 * @return the next chunks, none if the records are to be given up
	 */
	List<Chunk> next(Chunk failed, Outcome outcome) {
		// A partial batch response has already isolated the failures.
		if (this.bisect && outcome.error() != null && failed.records().size() > 1) {
			return failed.split();
		}
		boolean exhausted = this.maximumRetries >= 0 && failed.retries() >= this.maximumRetries;
		return (exhausted) ? List.of() : List.of(failed.retry());
	}

}
