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

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.kafka.listener.adapter.ConsumerRecordMetadata;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import io.amgi.handler.ChannelMessage;

/**
 * Resolves {@link ConsumerRecordMetadata} parameters.
 */
final class ConsumerRecordMetadataArgumentResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == ConsumerRecordMetadata.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, Message<?> message) {
		ConsumerRecord<?, ?> record = ConsumerRecordArgumentResolver.record(ChannelMessage.of(message),
				ResolvableType.forClass(byte[].class), ResolvableType.forClass(byte[].class));
		RecordMetadata metadata = new RecordMetadata(new TopicPartition(record.topic(), record.partition()),
				record.offset(), 0, record.timestamp(), record.serializedKeySize(), record.serializedValueSize());
		return new ConsumerRecordMetadata(metadata, record.timestampType());
	}

}
