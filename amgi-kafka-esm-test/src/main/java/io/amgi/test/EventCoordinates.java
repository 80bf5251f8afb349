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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.esm.event.KafkaRecord;
import io.amgi.server.RecordNack;

/**
 * Position of a record in its event and in Kafka.
 *
 * @param recordsKey the key of the record's list in the event
 * @param topic the topic, if the record has it
 * @param partition the partition, if the record has it
 * @param offset the offset
 */
record EventCoordinates(String recordsKey, @Nullable String topic, @Nullable Integer partition, long offset) {

	static EventCoordinates of(RecordNack nack) {
		return new EventCoordinates(((KafkaRecord) nack.record().source()).recordsKey(), nack.topic(), nack.partition(),
				nack.offset());
	}

	/**
	 * Reads the coordinates of an event's records. Malformed events have none, and the
	 * application refuses them.
	 * @param event the event's JSON in UTF-8
	 * @return the coordinates in the event's order
	 */
	static List<EventCoordinates> of(byte[] event) {
		List<EventCoordinates> coordinates = new ArrayList<>();
		read(event).path("records").forEachEntry((key, records) -> {
			for (JsonNode node : records) {
				coordinates.add(of(key, node));
			}
		});
		return coordinates;
	}

	private static JsonNode read(byte[] event) {
		try {
			return JsonMapper.shared().readTree(event);
		}
		catch (JacksonException ex) {
			return JsonMapper.shared().missingNode();
		}
	}

	private static EventCoordinates of(String recordsKey, JsonNode node) {
		JsonNode partition = node.path("partition");
		return new EventCoordinates(recordsKey, node.path("topic").asStringOpt().orElse(null),
				(partition.isMissingNode()) ? null : partition.asInt(-1), node.path("offset").asLong(-1));
	}

	/**
	 * Returns the record's id, with the key of its list for a topic that it lacks, and -1
	 * for a partition.
	 */
	RecordId toRecordId() {
		return new RecordId((this.topic != null) ? this.topic : this.recordsKey,
				(this.partition != null) ? this.partition : -1, this.offset);
	}

	/**
	 * Returns the id that AMGI gives the record.
	 */
	String messageId() {
		return this.topic + ":" + this.partition + ":" + this.offset;
	}

}
