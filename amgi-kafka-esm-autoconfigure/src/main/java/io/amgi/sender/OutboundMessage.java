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

package io.amgi.sender;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.protocol.MessageHeader;

/**
 * A message to send. It cannot be changed, each method makes a new one; byte arrays and
 * objects are not copied and must stay as they are until the message is sent.
 */
public final class OutboundMessage {

	private final String address;

	private final @Nullable Object key;

	private final @Nullable Object payload;

	private final List<MessageHeader> headers;

	private final @Nullable Integer partition;

	private final @Nullable Instant timestamp;

	private final boolean bestEffort;

	private OutboundMessage(String address, @Nullable Object key, @Nullable Object payload, List<MessageHeader> headers,
			@Nullable Integer partition, @Nullable Instant timestamp, boolean bestEffort) {
		this.address = address;
		this.key = key;
		this.payload = payload;
		this.headers = headers;
		this.partition = partition;
		this.timestamp = timestamp;
		this.bestEffort = bestEffort;
	}

	/**
	 * Creates a message without payload.
	 * @param address where to send it, in Kafka a topic
	 * @return the message
	 */
	public static OutboundMessage to(String address) {
		Assert.hasText(address, "An address is needed");
		return new OutboundMessage(address, null, null, List.of(), null, null, false);
	}

	OutboundMessage withAddress(String address) {
		return new OutboundMessage(address, this.key, this.payload, this.headers, this.partition, this.timestamp,
				this.bestEffort);
	}

	/**
	 * Sets the key.
	 * @param key bytes, a string or a UUID, which are sent as they are, or an object to
	 * convert as payloads are
	 * @return the message with this key
	 */
	public OutboundMessage key(@Nullable Object key) {
		return new OutboundMessage(this.address, key, this.payload, this.headers, this.partition, this.timestamp,
				this.bestEffort);
	}

	/**
	 * Sets the payload.
	 * @param payload bytes or a string, which are sent as they are, or an object to
	 * convert by the application's message converters, by default to JSON; {@code null}
	 * for none, in Kafka a tombstone. Of a {@code Message} or {@code ProducerRecord},
	 * payload, key and headers are sent, and where it says so its topic, partition and
	 * timestamp instead of this message's
	 * @return the message with this payload
	 */
	public OutboundMessage payload(@Nullable Object payload) {
		return new OutboundMessage(this.address, this.key, payload, this.headers, this.partition, this.timestamp,
				this.bestEffort);
	}

	/**
	 * Adds a header, also where there is one of that name.
	 * @param name the name
	 * @param value the value
	 * @return the message with this header
	 */
	public OutboundMessage header(String name, byte @Nullable [] value) {
		List<MessageHeader> headers = Stream.concat(this.headers.stream(), Stream.of(new MessageHeader(name, value)))
			.toList();
		return new OutboundMessage(this.address, this.key, this.payload, headers, this.partition, this.timestamp,
				this.bestEffort);
	}

	/**
	 * Adds a header, also where there is one of that name.
	 * @param name the name
	 * @param value the value, sent in UTF-8
	 * @return the message with this header
	 */
	public OutboundMessage header(String name, String value) {
		return header(name, value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Sets the partition, which otherwise the key or the producer decides.
	 * @param partition the partition's number
	 * @return the message for this partition
	 */
	public OutboundMessage partition(int partition) {
		return new OutboundMessage(this.address, this.key, this.payload, this.headers, partition, this.timestamp,
				this.bestEffort);
	}

	/**
	 * Sets the timestamp, which otherwise is the time of sending.
	 * @param timestamp the timestamp, to the millisecond
	 * @return the message with this timestamp
	 */
	public OutboundMessage timestamp(Instant timestamp) {
		return new OutboundMessage(this.address, this.key, this.payload, this.headers, this.partition, timestamp,
				this.bestEffort);
	}

	/**
	 * Makes the message one whose failure does not nack the record.
	 * @return the message as one that may fail
	 */
	public OutboundMessage bestEffort() {
		return new OutboundMessage(this.address, this.key, this.payload, this.headers, this.partition, this.timestamp,
				true);
	}

	/**
	 * Returns where the message goes to.
	 * @return the address
	 */
	public String getAddress() {
		return this.address;
	}

	/**
	 * Returns the key as it was set.
	 * @return the key, or {@code null} if there is none
	 */
	public @Nullable Object getKey() {
		return this.key;
	}

	/**
	 * Returns the payload as it was set.
	 * @return the payload, or {@code null} if there is none
	 */
	public @Nullable Object getPayload() {
		return this.payload;
	}

	/**
	 * Returns the headers.
	 * @return the headers in their order
	 */
	public List<MessageHeader> getHeaders() {
		return this.headers;
	}

	/**
	 * Returns the partition.
	 * @return the partition's number, or {@code null} if it was not set
	 */
	public @Nullable Integer getPartition() {
		return this.partition;
	}

	/**
	 * Returns the timestamp.
	 * @return the timestamp, or {@code null} if it was not set
	 */
	public @Nullable Instant getTimestamp() {
		return this.timestamp;
	}

	/**
	 * Returns whether the message may fail.
	 * @return whether the message is best effort
	 */
	public boolean isBestEffort() {
		return this.bestEffort;
	}

	/**
	 * Describes the message without key, payload and header values, which are not for
	 * logs.
	 */
	@Override
	public String toString() {
		return "OutboundMessage[address=" + this.address + ", headers=" + this.headers + ", bestEffort="
				+ this.bestEffort + "]";
	}

}
