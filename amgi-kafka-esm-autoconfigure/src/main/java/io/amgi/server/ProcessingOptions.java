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

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Settings for processing the records of a batch.
 *
 * @param ordering the records that are handled one after another
 * @param concurrency the number of handlers that run at a time, per batch
 * @param afterFailure how to proceed with the records behind a failed one, {@code null}
 * to choose by {@link Redelivery}
 * @param deadlineMargin the time before the deadline in which nothing more starts; at
 * most a quarter of the time that a batch has
 * @param exitWhenStuck whether to end the JVM when handlers that outlived their
 * invocations take up the whole concurrency
 */
public record ProcessingOptions(Ordering ordering, int concurrency, @Nullable AfterFailure afterFailure,
		Duration deadlineMargin, boolean exitWhenStuck) {

	/**
	 * The defaults.
	 */
	public static final ProcessingOptions DEFAULT = new ProcessingOptions(Ordering.PARTITION, 16, null,
			Duration.ofSeconds(2), true);

	/**
	 * Checks the settings.
	 */
	public ProcessingOptions {
		Assert.isTrue(concurrency > 0, () -> "'concurrency' must be positive but is " + concurrency);
		Assert.isTrue(!deadlineMargin.isNegative(), () -> "'deadlineMargin' is negative: " + deadlineMargin);
	}

	/**
	 * Returns whether records that are ordered behind a failed one are not attempted.
	 * @param redelivery the records that are delivered again if some fail
	 * @return whether a failure stops its group
	 */
	public boolean stopsGroups(Redelivery redelivery) {
		return failureScope(redelivery) != FailureScope.NOTHING;
	}

	FailureScope failureScope(Redelivery redelivery) {
		AfterFailure chosen = (this.afterFailure != null) ? this.afterFailure
				: AfterFailure.defaultOf(redelivery, this.ordering);
		return FailureScope.of(chosen, redelivery);
	}

}
