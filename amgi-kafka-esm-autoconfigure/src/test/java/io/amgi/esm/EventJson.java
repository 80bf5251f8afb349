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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * Builds events, including ones that Lambda would not send.
 */
public final class EventJson {

	private final Map<String, Object> event = new LinkedHashMap<>();

	private final Map<String, List<Map<String, Object>>> records = new LinkedHashMap<>();

	private Map<String, Object> record = Map.of();

	private EventJson() {
		this.event.put("eventSource", "aws:kafka");
		this.event.put("bootstrapServers", "localhost:9092");
		this.event.put("records", this.records);
	}

	public static EventJson event() {
		return new EventJson();
	}

	public EventJson with(String name, Object value) {
		this.event.put(name, value);
		return this;
	}

	public EventJson without(String name) {
		this.event.remove(name);
		return this;
	}

	public EventJson record(String topic, int partition, long offset) {
		return record(topic + "-" + partition, topic, partition, offset);
	}

	public EventJson record(String recordsKey, String topic, int partition, long offset) {
		this.record = new LinkedHashMap<>(Map.of("topic", topic, "partition", partition, "offset", offset));
		this.records.computeIfAbsent(recordsKey, (key) -> new ArrayList<>()).add(this.record);
		return this;
	}

	public EventJson value(String value) {
		return recordWith("value", base64(value));
	}

	public EventJson key(String key) {
		return recordWith("key", base64(key));
	}

	public EventJson header(String name, int... signedBytes) {
		return recordWith("headers", List.of(Map.of(name, signedBytes)));
	}

	public EventJson recordWith(String name, Object value) {
		this.record.put(name, value);
		return this;
	}

	public EventJson recordWithout(String name) {
		this.record.remove(name);
		return this;
	}

	public InputStream stream() {
		return new ByteArrayInputStream(json().getBytes(StandardCharsets.UTF_8));
	}

	public String json() {
		return JsonMapper.shared().writeValueAsString(this.event);
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
