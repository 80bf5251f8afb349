package io.amgi.test.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.test.RecordId;

/**
 * An event as a function gets it.
 */
record TestEvent(JsonNode json) {

	static TestEvent parse(byte[] event) {
		return new TestEvent(JsonMapper.shared().readTree(event));
	}

	List<TestRecord> records() {
		return this.json.path("records")
			.properties()
			.stream()
			.flatMap((entry) -> StreamSupport.stream(entry.getValue().spliterator(), false)
				.map((record) -> TestRecord.of(entry.getKey(), record)))
			.toList();
	}

	List<String> values() {
		return records().stream().map(TestRecord::value).toList();
	}

	record TestRecord(String recordsKey, RecordId id, String value) {

		static TestRecord of(String recordsKey, JsonNode record) {
			return new TestRecord(recordsKey,
					new RecordId(record.path("topic").asString(), record.path("partition").asInt(),
							record.path("offset").asLong()),
					new String(Base64.getDecoder().decode(record.path("value").asString("")), StandardCharsets.UTF_8));
		}

	}

}
