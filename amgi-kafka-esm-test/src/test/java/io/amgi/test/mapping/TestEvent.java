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

package io.amgi.test.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.test.RecordId;

/**
 * An event as a function receives it.
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
