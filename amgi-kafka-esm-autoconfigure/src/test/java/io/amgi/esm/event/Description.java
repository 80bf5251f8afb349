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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.amgi.protocol.MessageHeader;

/**
 * Describes events by values that can be compared and printed.
 */
final class Description {

	// Includes names that a binding never has.
	private static final List<Object> NAMES = Arrays.asList("key", "partition", "offset", "timestamp", "timestampType",
			"keySchemaMetadata", "valueSchemaMetadata", "topic", "value", "headers", "id", "", 1, null);

	private Description() {
	}

	static List<Object> of(KafkaEvent event) {
		List<Object> description = new ArrayList<>();
		description.add(event.eventSource());
		description.add(event.eventSourceArn());
		description.add(event.bootstrapServers());
		event.records().forEach((record) -> description.add(of(record)));
		return description;
	}

	private static Map<String, Object> of(KafkaRecord record) {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("recordsKey", record.recordsKey());
		description.put("topic", record.topic());
		description.put("partition", record.partition());
		description.put("offset", record.offset());
		description.put("timestamp", record.timestamp());
		description.put("timestampType", record.timestampType());
		description.put("headers", ofHeaders(record.headers()));
		description.put("key", ofValue(record.key()));
		description.put("value", ofValue(record.value()));
		description.put("payload", ofValue(record.payload()));
		description.put("keySchemaMetadata", record.keySchemaMetadata());
		description.put("valueSchemaMetadata", record.valueSchemaMetadata());
		description.put("defect", record.defect());
		description.put("undecoded", record.undecoded());
		description.put("id", record.id());
		record.bindings().forEach((protocol, binding) -> description.put("binding " + protocol, ofBinding(binding)));
		return description;
	}

	static List<String> ofHeaders(List<MessageHeader> headers) {
		return headers.stream().map((header) -> header.name() + "=" + ofValue(header.value())).toList();
	}

	/**
	 * Describes a binding by all answers of its map.
	 */
	static Map<String, Object> ofBinding(Map<String, Object> binding) {
		Map<Object, Object> entries = new HashMap<>();
		binding.entrySet().forEach((entry) -> entries.put(entry.getKey(), ofValue(entry.getValue())));
		return Map.of("entries", entries, "size", binding.size(), "get",
				NAMES.stream().map(binding::get).map(Description::ofValue).toList(), "containsKey",
				NAMES.stream().map(binding::containsKey).toList());
	}

	/**
	 * Turns bytes into text of one character each.
	 */
	static Object ofValue(Object value) {
		return (value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.ISO_8859_1) : value;
	}

}
