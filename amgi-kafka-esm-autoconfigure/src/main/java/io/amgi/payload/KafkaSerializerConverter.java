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

package io.amgi.payload;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.ClassUtils;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.NullPayloadException;
import io.amgi.handler.PayloadMessage;
import io.amgi.handler.PayloadSchema;
import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.OutboundConversionException;
import io.amgi.sender.OutboundHeaders;
import io.amgi.sender.PayloadRole;

/**
 * Converts by Kafka's own deserializers and serializers, of any vendor. They get a copy
 * of a record's headers; headers that serializers add are sent.
 */
public final class KafkaSerializerConverter implements MessageConverter, AutoCloseable {

	// Set by Spring Kafka's ErrorHandlingDeserializer in place of an exception.
	private static final Map<PayloadRole, String> FAILURE_HEADERS = Map.of(PayloadRole.KEY,
			"springDeserializerExceptionKey", PayloadRole.VALUE, "springDeserializerExceptionValue");

	private final Map<PayloadRole, SerializerPool<Deserializer<?>>> deserializers = new EnumMap<>(PayloadRole.class);

	private final Map<PayloadRole, SerializerPool<Serializer<Object>>> serializers = new EnumMap<>(PayloadRole.class);

	private final Set<PayloadRole> plainRoles = new HashSet<>();

	private final EventRecordFormat recordFormat;

	/**
	 * Creates a converter.
	 * @param recordFormat the record format of mappings with a schema registry
	 */
	public KafkaSerializerConverter(EventRecordFormat recordFormat) {
		this.recordFormat = recordFormat;
	}

	/**
	 * Adds a deserializer.
	 * @param role the part of messages that it reads
	 * @param factory creates configured instances
	 * @param vendorsFrame whether it expects the schema's id in front of the bytes
	 */
	public void addDeserializer(PayloadRole role, Supplier<Deserializer<?>> factory, boolean vendorsFrame) {
		this.deserializers.put(role, new SerializerPool<>(factory));
		if (!vendorsFrame) {
			this.plainRoles.add(role);
		}
	}

	/**
	 * Adds a serializer.
	 * @param role the part of messages that it writes
	 * @param factory creates configured instances
	 */
	public void addSerializer(PayloadRole role, Supplier<Serializer<Object>> factory) {
		this.serializers.put(role, new SerializerPool<>(factory));
	}

	/**
	 * Returns the parts of messages that serializers write.
	 * @return the roles
	 */
	public Set<PayloadRole> serializedRoles() {
		return this.serializers.keySet();
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
		SerializerPool<Deserializer<?>> pool = (message instanceof PayloadMessage payload)
				? this.deserializers.get(payload.role()) : null;
		return (pool != null) ? read((PayloadMessage) message, targetClass, pool) : null;
	}

	private Object read(PayloadMessage message, Class<?> target, SerializerPool<Deserializer<?>> pool) {
		RecordHeaders headers = headers(message.messageHeaders());
		headers.remove(FAILURE_HEADERS.get(message.role()));
		Object value = deserialize(message, headers, pool);
		if (headers.lastHeader(FAILURE_HEADERS.get(message.role())) != null) {
			throw failure(target, pool.type(), "refused the bytes");
		}
		if (value == null) {
			throw new NullPayloadException("expected %s but %s returned null".formatted(ClassUtils.getShortName(target),
					ClassUtils.getShortName(pool.type())));
		}
		if (!ClassUtils.isAssignableValue(target, value)) {
			throw failure(target, pool.type(), "returned " + ClassUtils.getShortName(value.getClass()));
		}
		return value;
	}

	private @Nullable Object deserialize(PayloadMessage message, RecordHeaders headers,
			SerializerPool<Deserializer<?>> pool) {
		byte[] bytes = bytes(message);
		try {
			return pool.use((deserializer) -> deserializer.deserialize(message.topic(), headers, bytes));
		}
		catch (RuntimeException ex) {
			throwIfUnavailable(ex, pool.type());
			// Not passed on: it may quote the bytes.
			throw new ChannelArgumentException("expected bytes for %s, which threw %s"
				.formatted(ClassUtils.getShortName(pool.type()), ClassUtils.getShortName(ex.getClass())));
		}
	}

	// Lambda strips the frame that vendors' deserializers read the schema's id from.
	private byte[] bytes(PayloadMessage message) {
		PayloadSchema schema = message.schema();
		byte[] body = message.getPayload();
		if (schema == null || this.recordFormat == EventRecordFormat.JSON || this.plainRoles.contains(message.role())) {
			return body;
		}
		byte[] frame = PayloadFrame.write(PayloadFrame.of(message).requiredId());
		return ByteBuffer.allocate(frame.length + body.length).put(frame).put(body).array();
	}

	private static ChannelArgumentException failure(Class<?> target, Class<?> deserializer, String problem) {
		return new ChannelArgumentException("expected %s but %s %s".formatted(ClassUtils.getShortName(target),
				ClassUtils.getShortName(deserializer), problem));
	}

	// Vendors do not document their exceptions for an unavailable registry.
	private static void throwIfUnavailable(Throwable failure, Class<?> type) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < 16; i++) {
			if (cause instanceof SocketException || cause instanceof SocketTimeoutException
					|| cause instanceof UnknownHostException || cause instanceof RetriableException) {
				throw new NotCompletedException("What %s needs is unavailable: %s"
					.formatted(ClassUtils.getShortName(type), ClassUtils.getShortName(cause.getClass())));
			}
			cause = cause.getCause();
		}
	}

	@Override
	public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
		if (!(headers instanceof OutboundHeaders outbound)) {
			return null;
		}
		SerializerPool<Serializer<Object>> pool = this.serializers.get(outbound.role());
		return (pool != null) ? write(payload, outbound, pool) : null;
	}

	private static Message<?> write(Object payload, OutboundHeaders outbound, SerializerPool<Serializer<Object>> pool) {
		RecordHeaders headers = headers(outbound.messageHeaders());
		byte[] bytes = serialize(payload, outbound.topic(), headers, pool);
		if (bytes == null) {
			throw new OutboundConversionException(ClassUtils.getShortName(pool.type()) + " returned null");
		}
		List<MessageHeader> sent = new ArrayList<>();
		headers.forEach((header) -> sent.add(new MessageHeader(header.key(), header.value())));
		return MessageBuilder.createMessage(bytes, outbound.with(sent));
	}

	private static byte @Nullable [] serialize(Object payload, String topic, RecordHeaders headers,
			SerializerPool<Serializer<Object>> pool) {
		try {
			return pool.use((serializer) -> serializer.serialize(topic, headers, payload));
		}
		catch (RuntimeException ex) {
			throwIfUnavailable(ex, pool.type());
			throw new OutboundConversionException("%s threw %s".formatted(ClassUtils.getShortName(pool.type()),
					ClassUtils.getShortName(ex.getClass())));
		}
	}

	private static RecordHeaders headers(List<MessageHeader> sent) {
		RecordHeaders headers = new RecordHeaders();
		for (MessageHeader header : sent) {
			byte[] value = header.value();
			headers.add(header.name(), (value != null) ? value.clone() : null);
		}
		return headers;
	}

	@Override
	public void close() throws Exception {
		for (SerializerPool<?> pool : this.deserializers.values()) {
			pool.close();
		}
		for (SerializerPool<?> pool : this.serializers.values()) {
			pool.close();
		}
	}

}
