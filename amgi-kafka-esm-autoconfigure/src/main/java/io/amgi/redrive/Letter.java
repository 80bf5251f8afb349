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

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.amgi.server.InboundRecord;

/**
 * A dead letter as it was read, or as a record of an on-failure document would be one.
 *
 * @param record the record
 * @param headers its headers
 * @param place the original place of its record, or {@code null} if it names none
 * @param defect the reason for which it names no place, or {@code null}
 * @param name its coordinates, or those of its document
 * @param delivered its record as an on-failure document has it, or {@code null}
 */
record Letter(ConsumerRecord<byte[], byte[]> record, LetterHeaders headers, @Nullable OriginalPlace place,
		@Nullable String defect, String name, @Nullable InboundRecord delivered) {

	static Letter of(ConsumerRecord<byte[], byte[]> record) {
		return of(record, "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()), null);
	}

	static Letter of(ConsumerRecord<byte[], byte[]> record, String name, @Nullable InboundRecord delivered) {
		LetterHeaders headers = new LetterHeaders(record.headers());
		try {
			return new Letter(record, headers, OriginalPlace.of(headers), null, name, delivered);
		}
		catch (UnusableLetterException ex) {
			return new Letter(record, headers, null, ex.reason(), name, delivered);
		}
	}

	/**
	 * Returns the letter as one that must not be handled.
	 * @param reason the reason
	 * @return the letter
	 */
	Letter refused(String reason) {
		return new Letter(this.record, this.headers, null, reason, this.name, this.delivered);
	}

	/**
	 * Returns whether the letter may be an on-failure document.
	 * @return whether it is an object in JSON without the headers of a letter
	 */
	boolean isDocument() {
		byte[] value = this.record.value();
		return value != null && value.length > 0 && value[0] == '{' && !this.headers.hasOriginalTopic();
	}

	/**
	 * Returns whether the letter comes from a file.
	 * @return whether it is in no topic
	 */
	boolean isOfFile() {
		return this.record.partition() < 0;
	}

	TopicPartition partition() {
		return new TopicPartition(this.record.topic(), this.record.partition());
	}

	long offset() {
		return this.record.offset();
	}

	/**
	 * Returns the time at which the letter was published.
	 * @return milliseconds since the epoch
	 */
	long publishedAt() {
		return this.record.timestamp();
	}

	/**
	 * Returns whether the records of two letters are of the same original partition.
	 * @param other the other letter
	 * @return whether they are
	 */
	boolean isBeside(Letter other) {
		return this.place != null && other.place != null && this.place.partition() == other.place.partition()
				&& this.place.topic().equals(other.place.topic());
	}

	/**
	 * Returns the offset of the letter's record.
	 * @return the offset, 0 if the letter names none
	 */
	long originalOffset() {
		return (this.place != null) ? this.place.offset() : 0;
	}

	int size() {
		return Math.max(0, this.record.serializedKeySize()) + Math.max(0, this.record.serializedValueSize());
	}

	List<String> exceptions() {
		return this.headers.exceptions();
	}

	/**
	 * Describes the letter by its coordinates.
	 */
	@Override
	public String toString() {
		return this.name;
	}

}
