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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

import io.amgi.server.InboundRecord;
import io.amgi.server.TopicPartition;

/**
 * Replaces dead letters that an event source delivers by their records, with the guards
 * of a redrive. All other records stay.
 */
public final class RedeliveredLetters {

	private static final String REPEATED = "its record is in the batch already";

	private final LetterRouting routing;

	/**
	 * Creates a replacement.
	 * @param options the settings
	 * @param channels returns the name of the channel for a topic, or {@code null}
	 */
	public RedeliveredLetters(RedriveOptions options, Function<String, @Nullable String> channels) {
		this.routing = new LetterRouting(options, channels);
	}

	/**
	 * Returns the records that the application is given.
	 * @param delivered the records of an event
	 * @return as many records in the same order
	 */
	public List<? extends InboundRecord> replace(List<? extends InboundRecord> delivered) {
		Set<String> ids = new HashSet<>();
		List<InboundRecord> records = new ArrayList<>(delivered.size());
		for (InboundRecord record : delivered) {
			TopicPartition place = record.topicPartition();
			boolean isLetter = place != null && this.routing.isDeadLetterTopic(place.topic());
			records.add((isLetter && place != null) ? replace(record, place, ids) : record);
		}
		return records;
	}

	// Within a batch, ids are unique.
	private InboundRecord replace(InboundRecord record, TopicPartition place, Set<String> ids) {
		Letter letter = letter(record, place);
		try {
			if (record.defect() != null) {
				throw new UnusableLetterException(record.defect());
			}
			RedriveRecord original = new RedriveRecord(letter, this.routing.route(letter),
					this.routing.destination(letter), record);
			if (!ids.add(original.id())) {
				throw new UnusableLetterException(REPEATED);
			}
			return original;
		}
		catch (UnusableLetterException ex) {
			return new RefusedRecord(record, letter, this.routing.parkingTopic(place.topic()),
					"The dead letter cannot be handled: " + ex.reason());
		}
	}

	private static Letter letter(InboundRecord record, TopicPartition place) {
		RecordHeaders headers = new RecordHeaders();
		record.headers().forEach((header) -> headers.add(header.name(), header.value()));
		Long timestamp = record.timestamp();
		boolean decoded = record.defect() == null;
		return Letter.of(new ConsumerRecord<>(place.topic(), place.partition(), record.offset(),
				(timestamp != null) ? timestamp : ConsumerRecord.NO_TIMESTAMP, TimestampType.CREATE_TIME,
				ConsumerRecord.NULL_SIZE, ConsumerRecord.NULL_SIZE, decoded ? record.key() : null,
				decoded ? record.payload() : null, headers, Optional.empty()));
	}

}
