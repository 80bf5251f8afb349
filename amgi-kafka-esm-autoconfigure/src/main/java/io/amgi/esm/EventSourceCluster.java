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

package io.amgi.esm;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.amgi.esm.event.KafkaEvent;

/**
 * Identifies the cluster that an event comes from.
 */
final class EventSourceCluster {

	private EventSourceCluster() {
	}

	/**
	 * Returns the identity of the cluster.
	 * @param event the event
	 * @return the ARN, else the sorted bootstrap servers, or {@code null} if the event
	 * has neither
	 */
	static @Nullable String of(KafkaEvent event) {
		String servers = event.bootstrapServers();
		return (event.eventSourceArn() != null || servers == null) ? event.eventSourceArn() : sorted(servers);
	}

	// An event may list the same servers in another order.
	private static String sorted(String servers) {
		String[] sorted = servers.toLowerCase(Locale.ROOT).split(",");
		Arrays.setAll(sorted, (index) -> sorted[index].trim());
		Arrays.sort(sorted);
		return String.join(",", sorted);
	}

}
