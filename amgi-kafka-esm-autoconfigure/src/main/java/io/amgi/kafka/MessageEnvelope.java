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

package io.amgi.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

import io.amgi.sender.OutboundConversionException;
import io.amgi.sender.OutboundEnvelope;

/**
 * Reads Spring's messages as messages to send, with the header names that Spring Kafka
 * has for topic, key, partition and timestamp. It does not send those of a received
 * record.
 */
final class MessageEnvelope {

	private static final Set<String> UNSENT = Set.of(KafkaHeaders.TOPIC, KafkaHeaders.KEY, KafkaHeaders.PARTITION,
			KafkaHeaders.TIMESTAMP, KafkaHeaders.ACKNOWLEDGMENT, KafkaHeaders.CONSUMER, KafkaHeaders.OFFSET,
			KafkaHeaders.RAW_DATA, KafkaHeaders.TIMESTAMP_TYPE, KafkaHeaders.RECEIVED_TOPIC, KafkaHeaders.RECEIVED_KEY,
			KafkaHeaders.RECEIVED_PARTITION, KafkaHeaders.RECEIVED_TIMESTAMP, KafkaHeaders.BATCH_CONVERTED_HEADERS,
			KafkaHeaders.NATIVE_HEADERS, KafkaHeaders.GROUP_ID, KafkaHeaders.LISTENER_INFO,
			KafkaHeaders.DELIVERY_ATTEMPT, KafkaHeaders.RECORD_METADATA, KafkaHeaders.CONVERSION_FAILURES);

	private MessageEnvelope() {
	}

	static OutboundEnvelope of(Message<?> message) {
		MessageHeaders headers = message.getHeaders();
		return new OutboundEnvelope(text(headers.get(KafkaHeaders.TOPIC)), headers.get(KafkaHeaders.KEY),
				message.getPayload(), OutboundEnvelope.of(message, (name) -> !UNSENT.contains(name)).headers(),
				partition(headers.get(KafkaHeaders.PARTITION)), timestamp(headers.get(KafkaHeaders.TIMESTAMP)));
	}

	private static @Nullable String text(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		return (value != null) ? value.toString() : null;
	}

	private static @Nullable Integer partition(@Nullable Object value) {
		if (value != null && !(value instanceof Integer)) {
			throw new OutboundConversionException(
					"the header '%s' must be an Integer".formatted(KafkaHeaders.PARTITION));
		}
		return (Integer) value;
	}

	private static @Nullable Instant timestamp(@Nullable Object value) {
		if (value instanceof Instant instant) {
			return instant;
		}
		if (value != null && !(value instanceof Long)) {
			throw new OutboundConversionException("the header '%s' must be a Long".formatted(KafkaHeaders.TIMESTAMP));
		}
		return (value instanceof Long millis) ? Instant.ofEpochMilli(millis) : null;
	}

}
