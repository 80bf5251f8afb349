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

import java.util.ArrayList;
import java.util.List;

import org.springframework.util.Assert;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.test.RecordId;

/**
 * Reads the records that a partial batch response names. [D] An empty response,
 * {@code null}, an empty object and an empty list name none. [A] Anything else that is
 * not a partial batch response is an error.
 */
final class BatchItemFailures {

	private BatchItemFailures() {
	}

	static List<Item> parse(byte[] response) {
		List<Item> items = new ArrayList<>();
		for (JsonNode failure : failures(response)) {
			JsonNode identifier = failure.path("itemIdentifier");
			Assert.isTrue(identifier.path("partition").isString() && identifier.path("offset").isIntegralNumber(),
					"Response has an 'itemIdentifier' without string 'partition' and number 'offset'");
			items.add(new Item(identifier.path("partition").asString(), identifier.path("offset").asLong()));
		}
		return items;
	}

	/**
	 * Finds the records that a response names, if it is a partial batch response.
	 * @param response the response
	 * @return the records
	 */
	static List<Item> find(byte[] response) {
		try {
			return parse(response);
		}
		catch (IllegalArgumentException ex) {
			return List.of();
		}
	}

	private static JsonNode failures(byte[] response) {
		JsonNode json = read(response);
		Assert.isTrue(json.isObject() || json.isNull() || json.isMissingNode(), "Response is not a JSON object");
		JsonNode failures = json.path("batchItemFailures");
		Assert.isTrue(failures.isArray() || failures.isNull() || failures.isMissingNode(),
				"Response has a 'batchItemFailures' that is not a list");
		return failures;
	}

	private static JsonNode read(byte[] response) {
		try {
			return JsonMapper.shared().readTree(response);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("Response is not JSON", ex);
		}
	}

	/**
	 * A record in a response.
	 *
	 * @param recordsKey the key in the event's {@code records}
	 * @param offset the offset
	 */
	record Item(String recordsKey, long offset) {

		static Item of(RecordId record) {
			return new Item(record.topic() + "-" + record.partition(), record.offset());
		}

		@Override
		public String toString() {
			return "offset %d of %s".formatted(this.offset, this.recordsKey);
		}

	}

}
