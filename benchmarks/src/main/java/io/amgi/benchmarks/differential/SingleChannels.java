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

package io.amgi.benchmarks.differential;

import java.util.HashMap;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;

import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.KafkaKey;
import io.amgi.sender.MessageSender;

/**
 * Methods that take one record and return nothing.
 */
final class SingleChannels {

	private final Work work;

	SingleChannels(Work work) {
		this.work = work;
	}

	@AmgiChannel("orders")
	void order(Order order, @Headers Map<String, Object> headers, MessageSender sender) {
		this.work.handle("order", headers, sender, order);
	}

	@AmgiChannel("keyed")
	void keyed(Message<Order> message, @KafkaKey String key, MessageSender sender) {
		this.work.handle("keyed", message.getHeaders(), sender, message.getPayload(), key);
	}

	@AmgiChannel("optional")
	void optional(@Payload(required = false) @Nullable Order order, @KafkaKey byte @Nullable [] key,
			@Headers Map<String, Object> headers, MessageSender sender) {
		this.work.handle("optional", headers, sender, order, key);
	}

	@AmgiChannel("raw")
	void raw(ConsumerRecord<byte[], byte[]> record, @Nullable Context context, MessageSender sender) {
		this.work.handle("raw", headers(record), sender, record.key(), record.value(), context != null);
	}

	@AmgiChannel("regional.{region}")
	void regional(@DestinationVariable String region, byte @Nullable [] payload, @Headers Map<String, Object> headers,
			MessageSender sender) {
		this.work.handle("regional", headers, sender, region, payload);
	}

	static Map<String, Object> headers(ConsumerRecord<?, ?> record) {
		Map<String, Object> headers = new HashMap<>();
		record.headers()
			.forEach((header) -> headers.merge(header.key(), Text.digest(header.value()), (a, b) -> a + "," + b));
		headers.put(KafkaHeaders.RECEIVED_TOPIC, record.topic());
		headers.put(KafkaHeaders.RECEIVED_PARTITION, record.partition());
		headers.put(KafkaHeaders.OFFSET, record.offset());
		headers.put(KafkaHeaders.RECEIVED_TIMESTAMP, record.timestamp());
		headers.put(KafkaHeaders.TIMESTAMP_TYPE, record.timestampType());
		return headers;
	}

}
