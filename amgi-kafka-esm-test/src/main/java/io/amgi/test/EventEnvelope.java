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

package io.amgi.test;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of an event around its records.
 */
public final class EventEnvelope {

	private static final String RECORDS = "records";

	private final Map<String, @Nullable Object> fields;

	EventEnvelope(Map<String, @Nullable Object> fields) {
		this.fields = new LinkedHashMap<>(fields);
	}

	/**
	 * Creates an envelope as Lambda forms it.
	 * @param eventSource the event source
	 * @param eventSourceArn the cluster's ARN; {@code null} if the cluster is
	 * self-managed
	 * @param bootstrapServers the brokers, separated by commas
	 * @return the envelope
	 */
	public static EventEnvelope of(String eventSource, @Nullable String eventSourceArn, String bootstrapServers) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("eventSource", eventSource);
		if (eventSourceArn != null) {
			fields.put("eventSourceArn", eventSourceArn);
		}
		fields.put("bootstrapServers", bootstrapServers);
		return new EventEnvelope(fields);
	}

	/**
	 * Returns the size of an event without records.
	 * @return the size in bytes
	 */
	public int size() {
		return enclose(List.of()).length;
	}

	/**
	 * Combines the fields and records into an event.
	 * @param records the records, in the event's order
	 * @return the event's JSON in UTF-8
	 */
	public byte[] enclose(List<EventRecord> records) {
		byte[] envelope = JsonMapper.shared().writeValueAsBytes(this.fields);
		if (this.fields.containsKey(RECORDS)) {
			return envelope;
		}
		ByteArrayOutputStream event = new ByteArrayOutputStream(envelope.length + sizeOf(records));
		event.write(envelope, 0, envelope.length - 1);
		event.writeBytes(((this.fields.isEmpty()) ? "\"records\":{" : ",\"records\":{").getBytes());
		write(records, event);
		event.writeBytes("}}".getBytes());
		return event.toByteArray();
	}

	private static int sizeOf(List<EventRecord> records) {
		return records.stream().mapToInt(EventRecord::size).sum() + 16;
	}

	private static void write(List<EventRecord> records, ByteArrayOutputStream event) {
		Map<String, List<EventRecord>> groups = records.stream()
			.collect(Collectors.groupingBy(EventRecord::recordsKey, LinkedHashMap::new, Collectors.toList()));
		String separator = "";
		for (Map.Entry<String, List<EventRecord>> group : groups.entrySet()) {
			event.writeBytes(separator.getBytes());
			event.writeBytes(JsonMapper.shared().writeValueAsBytes(group.getKey()));
			write(":[", group.getValue(), event);
			separator = ",";
		}
	}

	private static void write(String separator, List<EventRecord> group, ByteArrayOutputStream event) {
		for (EventRecord record : group) {
			event.writeBytes(separator.getBytes());
			event.writeBytes(record.json());
			separator = ",";
		}
		event.write(']');
	}

}
