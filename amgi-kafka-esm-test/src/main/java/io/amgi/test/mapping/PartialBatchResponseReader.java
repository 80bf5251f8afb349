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

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;

import io.amgi.test.RecordId;
import io.amgi.test.mapping.BatchItemFailures.Item;

/**
 * Reads partial batch responses. [D] A record that was not in the event fails the whole
 * batch.
 */
final class PartialBatchResponseReader implements ResponseReader {

	private final PartialBatchReading reading;

	PartialBatchResponseReader(PartialBatchReading reading) {
		this.reading = reading;
	}

	@Override
	public Outcome read(byte[] response, List<RecordId> records) {
		try {
			Set<Item> items = new LinkedHashSet<>(BatchItemFailures.parse(response));
			requireKnown(items, records);
			return Outcome.partial(failed(items, records));
		}
		catch (IllegalArgumentException ex) {
			String reason = String.valueOf(ex.getMessage());
			return Outcome.error(reason, records, (record) -> reason);
		}
	}

	private static void requireKnown(Set<Item> items, List<RecordId> records) {
		Set<Item> known = records.stream().map(Item::of).collect(Collectors.toSet());
		for (Item item : items) {
			if (!known.contains(item)) {
				throw new IllegalArgumentException("Response names " + item + ", which was not in the event");
			}
		}
	}

	private Map<RecordId, String> failed(Set<Item> items, List<RecordId> records) {
		Map<RecordId, String> failed = new LinkedHashMap<>();
		Map<TopicPartition, RecordId> lowest = new HashMap<>();
		for (RecordId record : records) {
			TopicPartition partition = new TopicPartition(record.topic(), record.partition());
			if (items.contains(Item.of(record))) {
				failed.put(record, "reported in batchItemFailures");
				lowest.putIfAbsent(partition, record);
			}
			else if (this.reading == PartialBatchReading.FROM_LOWEST_OFFSET && lowest.containsKey(partition)) {
				failed.put(record, FailureReasons.behind(lowest.get(partition)));
			}
		}
		return failed;
	}

}
