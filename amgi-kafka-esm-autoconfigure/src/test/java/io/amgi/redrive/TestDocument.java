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

package io.amgi.redrive;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.esm.EventJson;

/**
 * Builds the documents that Lambda sends to on-failure destinations.
 */
public final class TestDocument {

	private final Map<String, Object> requestContext = new LinkedHashMap<>(
			Map.of("condition", "RetryAttemptsExhausted", "approximateInvokeCount", 3));

	private final Map<String, Object> recordsInfo = new LinkedHashMap<>();

	private final Map<String, Object> batchInfo = new LinkedHashMap<>();

	private final Map<String, @Nullable Object> document = new LinkedHashMap<>();

	private TestDocument() {
		this.document.put("requestContext", this.requestContext);
		this.document.put("version", "1.0");
		this.document.put("timestamp", "2026-11-14T10:38:06.021Z");
		this.document.put("KafkaBatchInfo", this.batchInfo);
		this.batchInfo.put("bootstrapServers", "forged.example.org:9092");
		this.batchInfo.put("recordsInfo", this.recordsInfo);
	}

	public static TestDocument document() {
		return new TestDocument();
	}

	/**
	 * Adds the event as buckets get it.
	 */
	public TestDocument text(EventJson event) {
		return with("payload", event.json());
	}

	/**
	 * Adds the event as Kafka topics get it.
	 */
	public TestDocument json(EventJson event) {
		return with("payload", JsonMapper.shared().readTree(event.json()));
	}

	public TestDocument with(String name, @Nullable Object value) {
		this.document.put(name, value);
		return this;
	}

	public TestDocument batch(String name, Object value) {
		this.batchInfo.put(name, value);
		return this;
	}

	/**
	 * Adds the places of records.
	 */
	public TestDocument records(String topicAndPartition, Object first, Object last) {
		this.recordsInfo.put(topicAndPartition, Map.of("firstRecordOffset", first, "lastRecordOffset", last,
				"firstRecordTimestamp", "2026-11-14T10:38:04.835Z"));
		return this;
	}

	@Override
	public String toString() {
		return JsonMapper.shared().writeValueAsString(this.document);
	}

}
