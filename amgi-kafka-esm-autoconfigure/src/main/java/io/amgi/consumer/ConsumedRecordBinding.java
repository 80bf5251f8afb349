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

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Kafka's binding of a record, equal to that of the same record in an event. The entries
 * are only created for callers that ask for more than single values.
 */
final class ConsumedRecordBinding extends AbstractMap<String, @Nullable Object> {

	private final ConsumedRecord record;

	ConsumedRecordBinding(ConsumedRecord record) {
		this.record = record;
	}

	@Override
	public @Nullable Object get(@Nullable Object name) {
		return (name instanceof String text) ? get(text) : null;
	}

	private @Nullable Object get(String name) {
		return switch (name) {
			case "key" -> this.record.key();
			case "partition" -> this.record.partition();
			case "offset" -> this.record.offset();
			case "timestamp" -> this.record.timestamp();
			case "timestampType" -> this.record.timestampType();
			default -> null;
		};
	}

	@Override
	public boolean containsKey(@Nullable Object name) {
		return "key".equals(name) || get(name) != null;
	}

	@Override
	public Set<Map.Entry<String, @Nullable Object>> entrySet() {
		Map<String, @Nullable Object> entries = new LinkedHashMap<>();
		entries.put("key", this.record.key());
		entries.put("partition", this.record.partition());
		entries.put("offset", this.record.offset());
		if (this.record.timestamp() != null) {
			entries.put("timestamp", this.record.timestamp());
			entries.put("timestampType", this.record.timestampType());
		}
		return entries.entrySet();
	}

}
