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

package io.amgi.esm.event;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;
import io.amgi.server.InboundRecord;

/**
 * A record of an event. Lambda's response identifies it by the key of its list in the
 * event and its offset. Its own topic and partition say where it belongs.
 *
 * @param recordsKey the key of the record's list in the event, verbatim
 * @param topic the topic, {@code null} only in a record that has a defect
 * @param partition the partition, {@code null} only in a record that has a defect
 * @param offset the offset
 * @param timestamp the timestamp in milliseconds since the epoch
 * @param timestampType whether the timestamp is {@code CREATE_TIME} or
 * {@code LOG_APPEND_TIME}
 * @param headers the headers in their order
 * @param key the key
 * @param value the value
 * @param keySchemaMetadata the key's schema, where the mapping uses a registry
 * @param valueSchemaMetadata the value's schema, where the mapping uses a registry
 * @param defect what keeps the record from being delivered, {@code null} if nothing does
 * @param undecoded the texts that the event has for {@code key} and {@code value} where
 * they are not base64, empty where it is no text
 */
public record KafkaRecord(String recordsKey, @Nullable String topic, @Nullable Integer partition, long offset,
		@Nullable Long timestamp, @Nullable String timestampType, List<MessageHeader> headers, byte @Nullable [] key,
		byte @Nullable [] value, @Nullable Map<String, String> keySchemaMetadata,
		@Nullable Map<String, String> valueSchemaMetadata, @Nullable String defect,
		Map<String, String> undecoded) implements InboundRecord {

	@Override
	public byte @Nullable [] payload() {
		return this.value;
	}

	/**
	 * Returns the binding of Kafka. It always has the key, even if that is {@code null};
	 * the rest is present as far as the event has it.
	 */
	@Override
	public Map<String, Map<String, @Nullable Object>> bindings() {
		return Map.of("kafka", new KafkaBindingMap(this));
	}

}
