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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;

/**
 * A record that is given up.
 */
public final class DeadLetter {

	private final InboundRecord record;

	private final TopicPartition topicPartition;

	private final RecordNack nack;

	private DeadLetter(InboundRecord record, TopicPartition topicPartition, RecordNack nack) {
		this.record = record;
		this.topicPartition = topicPartition;
		this.nack = nack;
	}

	// A record without a topic and partition cannot become a dead letter.
	static @Nullable DeadLetter of(InboundRecord record, @Nullable RecordNack nack) {
		TopicPartition topicPartition = record.topicPartition();
		return (topicPartition != null && nack != null) ? new DeadLetter(record, topicPartition, nack) : null;
	}

	/**
	 * Returns the record's topic.
	 * @return the topic
	 */
	public String topic() {
		return this.topicPartition.topic();
	}

	/**
	 * Returns the record's partition.
	 * @return the partition
	 */
	public int partition() {
		return this.topicPartition.partition();
	}

	/**
	 * Returns the record's offset.
	 * @return the offset
	 */
	public long offset() {
		return this.record.offset();
	}

	/**
	 * Returns the record's timestamp.
	 * @return milliseconds since the epoch, or {@code null} if the event lacks it
	 */
	public @Nullable Long timestamp() {
		return this.record.timestamp();
	}

	/**
	 * Returns the type of the timestamp.
	 * @return {@code CREATE_TIME} or {@code LOG_APPEND_TIME}, or {@code null} if the
	 * event lacks it
	 */
	public @Nullable String timestampType() {
		return this.record.timestampType();
	}

	/**
	 * Returns the record's headers. One that could not be decoded is left out.
	 * @return the headers in their order
	 */
	public List<MessageHeader> headers() {
		return this.record.headers();
	}

	/**
	 * Returns the record's key, or what stands for it: see {@link #undecoded()}.
	 * @return the key, or {@code null} if there is none
	 */
	public byte @Nullable [] key() {
		return bytes("key", this.record.key());
	}

	/**
	 * Returns the record's value or its replacement, see {@link #undecoded()}.
	 * @return the value, or {@code null} if there is none
	 */
	public byte @Nullable [] value() {
		return bytes("value", this.record.payload());
	}

	// Never returns null for undecoded bytes, since a replay would publish a tombstone.
	private byte @Nullable [] bytes(String name, byte @Nullable [] decoded) {
		String text = this.record.undecoded().get(name);
		return (text != null) ? text.getBytes(StandardCharsets.UTF_8) : decoded;
	}

	/**
	 * Returns the parts of the record that are not base64 in the event, so that their
	 * bytes are unknown. They are replaced by the event's text in UTF-8, or by empty
	 * bytes if the event has something other than text.
	 * @return some of {@code key} and {@code value}, mostly none
	 */
	public Set<String> undecoded() {
		return this.record.undecoded().keySet();
	}

	/**
	 * Returns the reason for the dead letter.
	 * @return the nack
	 */
	public RecordNack nack() {
		return this.nack;
	}

}
