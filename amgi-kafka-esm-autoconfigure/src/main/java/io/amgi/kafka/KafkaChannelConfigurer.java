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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import io.amgi.handler.AmgiChannelConfigurer;
import io.amgi.handler.BatchType;
import io.amgi.handler.ChannelMessage;
import io.amgi.protocol.MessageHeader;
import io.amgi.sender.OutboundEnvelope;

/**
 * Adds Kafka's parameter types and Spring Kafka's headers to channel methods.
 */
public final class KafkaChannelConfigurer implements AmgiChannelConfigurer {

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new KafkaKeyArgumentResolver());
		resolvers.add(new ConsumerRecordArgumentResolver());
		resolvers.add(new ConsumerRecordMetadataArgumentResolver());
	}

	@Override
	public void addBatchTypes(Map<Class<?>, BatchType> types) {
		types.put(ConsumerRecords.class, new ConsumerRecordsBatch());
	}

	@Override
	public void addMessageConverters(List<MessageConverter> converters) {
		converters.add(new RecordKeyConverter());
	}

	@Override
	public void addHeaders(Map<String, Function<ChannelMessage, @Nullable Object>> headers) {
		headers.put(KafkaHeaders.RECEIVED_TOPIC, (message) -> message.getScope().address());
		headers.put(KafkaHeaders.RECEIVED_KEY, KafkaBinding.reader("key"));
		headers.put(KafkaHeaders.RECEIVED_PARTITION, KafkaBinding.reader("partition"));
		headers.put(KafkaHeaders.OFFSET, KafkaBinding.reader("offset"));
		headers.put(KafkaHeaders.RECEIVED_TIMESTAMP, KafkaBinding.reader("timestamp"));
		headers.put(KafkaHeaders.TIMESTAMP_TYPE, KafkaBinding.reader("timestampType"));
	}

	// Adds the binary headers of Spring Kafka's dead letters, retry topics and
	// request-reply.
	@Override
	public void addBinaryHeaders(Set<String> names) {
		names.addAll(List.of(KafkaHeaders.DLT_ORIGINAL_OFFSET, KafkaHeaders.DLT_ORIGINAL_PARTITION,
				KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, KafkaHeaders.ORIGINAL_OFFSET, KafkaHeaders.ORIGINAL_PARTITION,
				KafkaHeaders.ORIGINAL_TIMESTAMP, KafkaHeaders.DELIVERY_ATTEMPT, KafkaHeaders.REPLY_PARTITION,
				"retry_topic-attempts", "retry_topic-backoff-timestamp", "retry_topic-original-timestamp"));
	}

	@Override
	public void addEnvelopes(Map<Class<?>, Function<Object, OutboundEnvelope>> envelopes) {
		envelopes.put(ProducerRecord.class, (record) -> envelope((ProducerRecord<?, ?>) record));
		envelopes.put(Message.class, (message) -> MessageEnvelope.of((Message<?>) message));
		envelopes.put(KafkaNull.class, (tombstone) -> OutboundEnvelope.of(null));
	}

	private static OutboundEnvelope envelope(ProducerRecord<?, ?> record) {
		List<MessageHeader> headers = new ArrayList<>();
		record.headers().forEach((header) -> headers.add(new MessageHeader(header.key(), header.value())));
		Instant timestamp = (record.timestamp() != null) ? Instant.ofEpochMilli(record.timestamp()) : null;
		return new OutboundEnvelope(record.topic(), record.key(), record.value(), headers, record.partition(),
				timestamp);
	}

	/**
	 * Knows Spring Kafka's {@link BatchListenerFailedException}, with an index or a
	 * record.
	 */
	@Override
	public OptionalInt findFailedMessage(Throwable failure, List<ChannelMessage> batch) {
		if (!(failure instanceof BatchListenerFailedException failed)) {
			return OptionalInt.empty();
		}
		ConsumerRecord<?, ?> record = failed.getRecord();
		if (record == null) {
			return OptionalInt.of(failed.getIndex());
		}
		return IntStream.range(0, batch.size())
			.filter((i) -> Objects.equals(KafkaBinding.get(batch.get(i), "offset"), record.offset()))
			.findFirst();
	}

}
