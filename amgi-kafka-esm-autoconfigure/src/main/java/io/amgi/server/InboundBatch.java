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
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Records that are handled together, and the terms of their source.
 *
 * @param records the records in their order
 * @param bootstrapServers the brokers that the records come from, separated by commas, or
 * {@code null} if they are not known
 * @param cluster the identity of the cluster, or {@code null} if it is not known
 * @param redelivery the records that are delivered again if some fail
 * @param timeLeft the time until the outcome must be known, or {@code null} without a
 * deadline
 * @param extensions extensions of each message scope, in addition to the server's own
 */
public record InboundBatch(List<? extends InboundRecord> records, @Nullable String bootstrapServers,
		@Nullable String cluster, Redelivery redelivery, @Nullable Duration timeLeft,
		Map<String, Map<String, Object>> extensions) {

	/**
	 * Copies the extensions.
	 */
	public InboundBatch {
		extensions = Map.copyOf(extensions);
	}

}
