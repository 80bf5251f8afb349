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
