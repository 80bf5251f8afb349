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

package io.amgi.idempotency;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Options for idempotent methods.
 *
 * @param cluster the name of the Kafka cluster in default keys, or {@code null} to take
 * the ARN or servers that a record came from
 * @param transactional whether methods are transactional that do not say so themselves
 * @param onStoreFailure how to handle records while the store is unavailable
 * @param lease the time until claims lapse that are not renewed
 */
public record IdempotencyOptions(@Nullable String cluster, boolean transactional, OnStoreFailure onStoreFailure,
		Duration lease) {

	/**
	 * The default lease.
	 */
	public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

}
