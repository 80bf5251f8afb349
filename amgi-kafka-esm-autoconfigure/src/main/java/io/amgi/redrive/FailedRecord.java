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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

import io.amgi.server.InboundRecord;

/**
 * A record of an on-failure document, which becomes a dead letter.
 *
 * @param record the record at its own place
 * @param delivered the record as Lambda delivered it, or {@code null}
 */
record FailedRecord(ConsumerRecord<byte[], byte[]> record, @Nullable InboundRecord delivered) {

	/**
	 * Returns a record of an event.
	 * @param delivered the record
	 * @return the failed record
	 * @throws UnusableLetterException if the record has a defect
	 */
	static FailedRecord of(InboundRecord delivered) {
		String topic = delivered.topic();
		Integer partition = delivered.partition();
		if (delivered.defect() != null || topic == null || partition == null) {
			throw new UnusableLetterException(
					"its record %s is damaged: %s".formatted(delivered.id(), delivered.defect()));
		}
		RecordHeaders headers = new RecordHeaders();
		delivered.headers().forEach((header) -> headers.add(header.name(), header.value()));
		Long timestamp = delivered.timestamp();
		return new FailedRecord(new ConsumerRecord<>(topic, partition, delivered.offset(),
				(timestamp != null) ? timestamp : ConsumerRecord.NO_TIMESTAMP, timestampType(delivered),
				ConsumerRecord.NULL_SIZE, ConsumerRecord.NULL_SIZE, delivered.key(), delivered.payload(), headers,
				Optional.empty()), delivered);
	}

	private static TimestampType timestampType(InboundRecord delivered) {
		return Arrays.stream(TimestampType.values())
			.filter((type) -> type.name().equals(delivered.timestampType()))
			.findFirst()
			.orElse(TimestampType.NO_TIMESTAMP_TYPE);
	}

	/**
	 * Returns whether the record is a dead letter itself.
	 * @return whether its headers name an original topic
	 */
	boolean isLetter() {
		return new LetterHeaders(this.record.headers()).hasOriginalTopic();
	}

	/**
	 * Returns the dead letter that the record would have become.
	 * @param topic the topic of the letter
	 * @param partition the partition of the letter, -1 if it is in none
	 * @param offset the offset of the letter
	 * @param publishedAt the time of the failure in milliseconds since the epoch
	 * @param condition the reason of the failure, or {@code null}
	 * @return the letter
	 */
	ConsumerRecord<byte[], byte[]> letter(String topic, int partition, long offset, long publishedAt,
			@Nullable String condition) {
		return new ConsumerRecord<>(topic, partition, offset, publishedAt, TimestampType.CREATE_TIME,
				size(this.record.key()), size(this.record.value()), this.record.key(), this.record.value(),
				isLetter() ? this.record.headers() : headers(condition), Optional.empty());
	}

	private static int size(byte @Nullable [] bytes) {
		return (bytes != null) ? bytes.length : ConsumerRecord.NULL_SIZE;
	}

	private Headers headers(@Nullable String condition) {
		RecordHeaders headers = new RecordHeaders(this.record.headers());
		headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes(this.record.topic()));
		headers.add(KafkaHeaders.DLT_ORIGINAL_PARTITION,
				ByteBuffer.allocate(Integer.BYTES).putInt(this.record.partition()).array());
		headers.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, bytes(this.record.offset()));
		if (this.record.timestamp() >= 0) {
			headers.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, bytes(this.record.timestamp()));
			headers.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE, bytes(this.record.timestampType().toString()));
		}
		if (condition != null) {
			headers.add(KafkaHeaders.DLT_EXCEPTION_FQCN, bytes(condition));
		}
		return headers;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] bytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

}
