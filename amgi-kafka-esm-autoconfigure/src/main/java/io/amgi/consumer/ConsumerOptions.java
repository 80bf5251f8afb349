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

package io.amgi.consumer;

import java.time.Duration;

import org.springframework.util.Assert;

import io.amgi.server.ProcessingOptions;

/**
 * Settings of the consumer group.
 *
 * @param onNack how to handle records that were not acknowledged
 * @param processing how the records of a poll are processed
 * @param backOffDelay the time until the second attempt at a record
 * @param maxBackOffDelay the maximum time between attempts
 * @param maxUncommitted the number of uncommitted records that pauses their partition
 * @param maxPollInterval the time that a poll's records may take
 * @param shutdownTimeout the maximum time to wait for records in flight
 */
public record ConsumerOptions(NackPolicy onNack, ProcessingOptions processing, Duration backOffDelay,
		Duration maxBackOffDelay, int maxUncommitted, Duration maxPollInterval, Duration shutdownTimeout) {

	/**
	 * Checks the settings.
	 */
	public ConsumerOptions {
		Assert.isTrue(maxUncommitted > 0, () -> "'maxUncommitted' must be positive but is " + maxUncommitted);
	}

	boolean stopsGroups() {
		return this.processing.stopsGroups(this.onNack.redelivery());
	}

	// A batch that is retried as a whole should not grow.
	int gatheredGroups() {
		return repeatsWholePolls() ? 0 : this.processing.concurrency();
	}

	boolean repeatsWholePolls() {
		return this.onNack == NackPolicy.ERROR;
	}

}
