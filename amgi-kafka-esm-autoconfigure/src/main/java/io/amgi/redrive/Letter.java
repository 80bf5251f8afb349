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

/**
 * A dead letter as it was read.
 *
 * @param record the record
 * @param headers its headers
 * @param place the original place of its record, or {@code null} if it names none
 * @param defect the reason for which it names no place, or {@code null}
 */
record Letter(ConsumerRecord<byte[], byte[]> record, LetterHeaders headers, @Nullable OriginalPlace place,
		@Nullable String defect) {

	static Letter of(ConsumerRecord<byte[], byte[]> record) {
		LetterHeaders headers = new LetterHeaders(record.headers());
		try {
			return new Letter(record, headers, OriginalPlace.of(headers), null);
		}
		catch (UnusableLetterException ex) {
			return new Letter(record, headers, null, ex.reason());
		}
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
		return partition() + "@" + offset();
	}

}
