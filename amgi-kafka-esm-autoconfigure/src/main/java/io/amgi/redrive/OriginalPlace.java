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
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * The place of a record before it became a dead letter.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 * @param timestamp milliseconds since the epoch, or {@code null}
 * @param timestampType the meaning of the timestamp, or {@code null}
 */
record OriginalPlace(String topic, int partition, long offset, @Nullable Long timestamp,
		@Nullable String timestampType) {

	private static final List<String> TYPES = List.of("CREATE_TIME", "LOG_APPEND_TIME");

	/**
	 * Reads the place from a letter's headers. The first topic counts. Where its headers
	 * repeat, a later publisher has added its own behind those that it found: of several
	 * that name the first topic, the last one was added by the topic's own consumer.
	 * @param headers the headers
	 * @return the place
	 * @throws UnusableLetterException if the headers do not name a place
	 */
	static OriginalPlace of(LetterHeaders headers) {
		if (headers.contains(KafkaHeaders.DLT_ORIGINAL_TOPIC)) {
			return of(headers, "kafka_dlt-original-");
		}
		if (headers.contains(KafkaHeaders.ORIGINAL_TOPIC)) {
			return of(headers, "kafka_original-");
		}
		throw new UnusableLetterException("it does not name its original topic");
	}

	private static OriginalPlace of(LetterHeaders headers, String prefix) {
		List<String> topics = headers.texts(prefix + "topic");
		int index = topics.lastIndexOf(topics.get(0));
		Integer partition = LetterHeaders.integer(value(headers, prefix + "partition", index, topics.size()));
		Long offset = LetterHeaders.number(value(headers, prefix + "offset", index, topics.size()));
		if (partition == null || partition < 0 || offset == null || offset < 0) {
			throw new UnusableLetterException("its original partition or offset is invalid");
		}
		Long timestamp = timestamp(headers.values(prefix + "timestamp"), index);
		return new OriginalPlace(topics.get(0), partition, offset, timestamp,
				(timestamp != null) ? timestampType(headers.texts(prefix + "timestamp-type"), index) : null);
	}

	private static byte[] value(LetterHeaders headers, String name, int index, int count) {
		List<byte[]> values = headers.values(name);
		if (values.size() != count) {
			throw new UnusableLetterException(
					"it has %d headers '%s' for %d topics".formatted(values.size(), name, count));
		}
		return values.get(index);
	}

	private static @Nullable Long timestamp(List<byte[]> values, int index) {
		Long timestamp = (index < values.size()) ? LetterHeaders.number(values.get(index)) : null;
		return (timestamp != null && timestamp >= 0) ? timestamp : null;
	}

	// Spring Kafka writes the name in the type, such as CreateTime.
	private static String timestampType(List<String> values, int index) {
		String text = (index < values.size()) ? values.get(index) : "";
		return TYPES.stream()
			.filter((type) -> type.replace("_", "").equals(text.replace("_", "").toUpperCase(Locale.ROOT)))
			.findFirst()
			.orElse(TYPES.get(0));
	}

}
