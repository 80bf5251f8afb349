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

package io.amgi.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;

/**
 * A record that an {@link AmgiPrimer} has handled, immutable.
 */
public final class PrimingRecord {

	private final String topic;

	private final byte @Nullable [] key;

	private final byte @Nullable [] payload;

	private final List<MessageHeader> headers;

	private PrimingRecord(String topic, byte @Nullable [] key, byte @Nullable [] payload, List<MessageHeader> headers) {
		this.topic = topic;
		this.key = key;
		this.payload = payload;
		this.headers = headers;
	}

	/**
	 * Creates a record without key and payload.
	 * @param topic the topic, which a channel handles
	 * @return the record
	 */
	public static PrimingRecord of(String topic) {
		return new PrimingRecord(topic, null, null, List.of());
	}

	/**
	 * Returns the record with a key.
	 * @param key the key
	 * @return a copy with the key
	 */
	public PrimingRecord key(byte[] key) {
		return new PrimingRecord(this.topic, key.clone(), this.payload, this.headers);
	}

	/**
	 * Returns the record with a key.
	 * @param key the key, to be written in UTF-8
	 * @return a copy with the key
	 */
	public PrimingRecord key(String key) {
		return key(key.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns the record with a payload.
	 * @param payload the payload
	 * @return a copy with the payload
	 */
	public PrimingRecord payload(byte[] payload) {
		return new PrimingRecord(this.topic, this.key, payload.clone(), this.headers);
	}

	/**
	 * Returns the record with a payload.
	 * @param payload the payload, such as JSON, to be written in UTF-8
	 * @return a copy with the payload
	 */
	public PrimingRecord payload(String payload) {
		return payload(payload.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns the record with one more header.
	 * @param name the header's name
	 * @param value the header's value, to be written in UTF-8
	 * @return a copy with the header
	 */
	public PrimingRecord header(String name, String value) {
		return header(name, value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns the record with one more header.
	 * @param name the header's name
	 * @param value the header's value
	 * @return a copy with the header
	 */
	public PrimingRecord header(String name, byte[] value) {
		MessageHeader header = new MessageHeader(name, Arrays.copyOf(value, value.length));
		return new PrimingRecord(this.topic, this.key, this.payload,
				Stream.concat(this.headers.stream(), Stream.of(header)).toList());
	}

	String topic() {
		return this.topic;
	}

	byte @Nullable [] key() {
		return this.key;
	}

	byte @Nullable [] payload() {
		return this.payload;
	}

	List<MessageHeader> headers() {
		return this.headers;
	}

	/**
	 * Names the topic alone.
	 */
	@Override
	public String toString() {
		return "PrimingRecord[topic=%s]".formatted(this.topic);
	}

}
