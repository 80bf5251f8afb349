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

package io.amgi.server;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;

/**
 * A Kafka record on its way to the application, decoded from an event or polled from a
 * broker.
 */
public interface InboundRecord {

	/**
	 * Returns the topic.
	 * @return the topic, {@code null} only if the record has a {@link #defect()}
	 */
	@Nullable String topic();

	/**
	 * Returns the partition.
	 * @return the partition, {@code null} only if the record has a {@link #defect()}
	 */
	@Nullable Integer partition();

	/**
	 * Returns the offset.
	 * @return the offset
	 */
	long offset();

	/**
	 * Returns the timestamp.
	 * @return milliseconds since the epoch, or {@code null} if it is not known
	 */
	@Nullable Long timestamp();

	/**
	 * Returns the meaning of the timestamp.
	 * @return {@code CREATE_TIME} or {@code LOG_APPEND_TIME}, or {@code null} if it is
	 * not known
	 */
	@Nullable String timestampType();

	/**
	 * Returns the headers in their order, duplicates included.
	 * @return the headers
	 */
	List<MessageHeader> headers();

	/**
	 * Returns the key.
	 * @return the key, or {@code null} if there is none
	 */
	byte @Nullable [] key();

	/**
	 * Returns the payload.
	 * @return the payload, or {@code null} for a tombstone
	 */
	byte @Nullable [] payload();

	/**
	 * Returns the protocol bindings of the message that the record becomes.
	 * @return the bindings by protocol
	 */
	Map<String, Map<String, @Nullable Object>> bindings();

	/**
	 * Returns the reason that keeps the record from being delivered.
	 * @return the reason, or {@code null} if the record can be delivered
	 */
	@Nullable String defect();

	/**
	 * Returns the source's text for {@code key} and {@code value} where their bytes could
	 * not be decoded.
	 * @return the texts by name, empty if all was decoded
	 */
	default Map<String, String> undecoded() {
		return Map.of();
	}

	/**
	 * Returns the record as its source has delivered it, which is another one if the
	 * source delivers dead letters of records.
	 * @return the record that the source knows
	 */
	default InboundRecord source() {
		return this;
	}

	/**
	 * Returns the id that AMGI knows the record by.
	 * @return {@code topic:partition:offset}
	 */
	default String id() {
		return topic() + ":" + partition() + ":" + offset();
	}

	/**
	 * Returns the topic and partition.
	 * @return both, or {@code null} if either is missing
	 */
	default @Nullable TopicPartition topicPartition() {
		String topic = topic();
		Integer partition = partition();
		return (topic != null && partition != null) ? new TopicPartition(topic, partition) : null;
	}

}
