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

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The cluster that records are polled from.
 *
 * @param bootstrapServers the brokers, separated by commas
 */
public record SourceCluster(String bootstrapServers) {

	/**
	 * Returns the identity of the cluster, which does not depend on the order of its
	 * brokers.
	 * @return the sorted bootstrap servers
	 */
	public String identity() {
		return Arrays.stream(this.bootstrapServers.toLowerCase(Locale.ROOT).split(","))
			.map(String::trim)
			.sorted()
			.collect(Collectors.joining(","));
	}

}
