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

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.NotCompletedException;

/**
 * The keys of records by what Kafka knows them by. A topic that was deleted and created
 * again has the same offsets, but other timestamps.
 *
 * @param namespace the namespace
 * @param cluster the name of the cluster, or {@code null} to take it from the scope
 */
record RecordKeys(String namespace, @Nullable String cluster) {

	/**
	 * Returns the key of a message.
	 * @param scope the message's scope
	 * @param event the message
	 * @return the key
	 */
	IdempotencyKey of(MessageScope scope, MessageReceiveEvent event) {
		return key(clusterOf(scope), event.id(), event.bindings().getOrDefault("kafka", Map.of()).get("timestamp"));
	}

	/**
	 * Returns the keys of all messages of a scope, including those that are not received
	 * yet.
	 * @param scope the scope
	 * @return the keys, none where the server does not tell
	 */
	List<IdempotencyKey> ofAll(MessageScope scope) {
		Map<String, Object> group = scope.extensions().getOrDefault("amgi.group", Map.of());
		if (!(group.get("ids") instanceof List<?> ids && group.get("timestamps") instanceof List<?> timestamps)) {
			return List.of();
		}
		String cluster = clusterOf(scope);
		List<IdempotencyKey> keys = new ArrayList<>(ids.size());
		for (int i = 0; i < ids.size(); i++) {
			keys.add(key(cluster, String.valueOf(ids.get(i)), timestamps.get(i)));
		}
		return keys;
	}

	private IdempotencyKey key(String cluster, String id, @Nullable Object timestamp) {
		KeyDigest digest = new KeyDigest().text(this.namespace).text("record").text(cluster).text(id);
		return ((timestamp instanceof Number number) ? digest.number(BigDecimal.valueOf(number.longValue())) : digest)
			.toKey();
	}

	private String clusterOf(MessageScope scope) {
		if (this.cluster != null) {
			return this.cluster;
		}
		Map<String, Object> source = scope.extensions().getOrDefault("amgi.event_source", Map.of());
		if (source.get("arn") instanceof String arn) {
			return arn;
		}
		if (source.get("bootstrapServers") instanceof String servers) {
			return sorted(servers);
		}
		throw new NotCompletedException(
				"Not attempted: neither the event nor the configuration names the cluster, which the idempotency key needs");
	}

	private static String sorted(String servers) {
		return Arrays.stream(servers.split(","))
			.map((server) -> server.strip().toLowerCase(Locale.ROOT))
			.filter((server) -> !server.isEmpty())
			.collect(Collectors.toCollection(TreeSet::new))
			.stream()
			.collect(Collectors.joining(","));
	}

}
