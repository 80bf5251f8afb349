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

package io.amgi.esm.event;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Kafka's binding of a record, as a map that is not made before somebody asks for more
 * than a value.
 */
final class KafkaBindingMap extends AbstractMap<String, @Nullable Object> {

	private final KafkaRecord record;

	KafkaBindingMap(KafkaRecord record) {
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
			case "keySchemaMetadata" -> this.record.keySchemaMetadata();
			case "valueSchemaMetadata" -> this.record.valueSchemaMetadata();
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
		putIfPresent(entries, "partition");
		putIfPresent(entries, "offset");
		putIfPresent(entries, "timestamp");
		putIfPresent(entries, "timestampType");
		putIfPresent(entries, "keySchemaMetadata");
		putIfPresent(entries, "valueSchemaMetadata");
		return entries.entrySet();
	}

	private void putIfPresent(Map<String, @Nullable Object> entries, String name) {
		Object value = get(name);
		if (value != null) {
			entries.put(name, value);
		}
	}

}
