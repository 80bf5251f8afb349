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

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

import io.amgi.internal.RecordsLog;

/**
 * Sums invocations up, for the log and for listeners, whose failures are theirs alone.
 */
final class SummaryPublisher {

	private static final Log logger = RecordsLog.get();

	private final ApplicationEventPublisher publisher;

	private final NonRetryableExceptions nonRetryable;

	SummaryPublisher(ApplicationEventPublisher publisher, NonRetryableExceptions nonRetryable) {
		this.publisher = publisher;
		this.nonRetryable = nonRetryable;
	}

	void publish(BatchOutcome outcome, int records, long startNanos, @Nullable Duration deadlineLeft) {
		int undecided = (int) outcome.nacks().stream().filter(RecordNack::isUndecided).count();
		int fatal = (int) outcome.nacks().stream().filter(this::isFatal).count();
		int failed = outcome.nacks().size();
		int givenUp = outcome.givenUp().size();
		publish(new BatchSummary(records, records - failed - givenUp, givenUp, fatal, failed - fatal - undecided,
				undecided, Duration.ofNanos(System.nanoTime() - startNanos), deadlineLeft));
	}

	private boolean isFatal(RecordNack nack) {
		return !nack.isUndecided() && this.nonRetryable.contain(nack.cause());
	}

	private void publish(BatchSummary summary) {
		// The log would format it in any case.
		if (logger.isDebugEnabled()) {
			logger.debug(summary);
		}
		try {
			this.publisher.publishEvent(summary);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed on " + summary, ex);
		}
	}

}
