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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.util.ClassUtils;
import org.springframework.util.MimeType;

import io.amgi.protocol.MessageHeader;

/**
 * Reads Spring's messages as messages to send, with the header names that Spring Kafka
 * has for topic, key, partition and timestamp. It does not send those of a received
 * record, nor what Spring adds to a message itself.
 */
final class MessageEnvelope {

	private static final String TOPIC = "kafka_topic";

	private static final String KEY = "kafka_messageKey";

	private static final String PARTITION = "kafka_partitionId";

	private static final String TIMESTAMP = "kafka_timestamp";

	private static final Set<String> UNSENT = Set.of(MessageHeaders.ID, MessageHeaders.TIMESTAMP,
			MessageHeaders.REPLY_CHANNEL, MessageHeaders.ERROR_CHANNEL, TOPIC, KEY, PARTITION, TIMESTAMP,
			"kafka_acknowledgment", "kafka_consumer", "kafka_offset", "kafka_data", "kafka_timestampType",
			"kafka_receivedTopic", "kafka_receivedMessageKey", "kafka_receivedPartitionId", "kafka_receivedTimestamp",
			"kafka_batchConvertedHeaders", "kafka_nativeHeaders", "kafka_groupId", "kafka_listenerInfo",
			"kafka_deliveryAttempt", "kafka_recordMetadata", "kafka_conversionFailures");

	private MessageEnvelope() {
	}

	static OutboundEnvelope of(Message<?> message) {
		MessageHeaders headers = message.getHeaders();
		return new OutboundEnvelope(text(headers.get(TOPIC)), headers.get(KEY), message.getPayload(), sent(headers),
				partition(headers.get(PARTITION)), timestamp(headers.get(TIMESTAMP)));
	}

	private static @Nullable String text(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		return (value != null) ? value.toString() : null;
	}

	private static @Nullable Integer partition(@Nullable Object value) {
		if (value != null && !(value instanceof Integer)) {
			throw new OutboundConversionException("the header '%s' must be an Integer".formatted(PARTITION));
		}
		return (Integer) value;
	}

	private static @Nullable Instant timestamp(@Nullable Object value) {
		if (value instanceof Instant instant) {
			return instant;
		}
		if (value != null && !(value instanceof Long)) {
			throw new OutboundConversionException("the header '%s' must be a Long".formatted(TIMESTAMP));
		}
		return (value instanceof Long millis) ? Instant.ofEpochMilli(millis) : null;
	}

	private static List<MessageHeader> sent(MessageHeaders headers) {
		List<MessageHeader> sent = new ArrayList<>();
		for (Map.Entry<String, Object> header : headers.entrySet()) {
			if (!UNSENT.contains(header.getKey())) {
				add(sent, header.getKey(), header.getValue());
			}
		}
		return sent;
	}

	private static void add(List<MessageHeader> sent, String name, @Nullable Object value) {
		if (value instanceof Iterable<?> values) {
			values.forEach((one) -> add(sent, name, one));
		}
		else if (value != null) {
			sent.add(new MessageHeader(name, bytes(name, value)));
		}
	}

	// The text of other types is unspecified.
	private static byte[] bytes(String name, Object value) {
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		if (!isText(value)) {
			throw new OutboundConversionException(
					"the header '%s' must be bytes, text, a number or another simple value".formatted(name));
		}
		return value.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static boolean isText(Object value) {
		return ClassUtils.isSimpleValueType(value.getClass()) || value instanceof MimeType;
	}

}
