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

package io.amgi.autoconfigure;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.Environment;

import io.amgi.payload.EventRecordFormat;
import io.amgi.payload.KafkaSerializerConverter;
import io.amgi.sender.PayloadRole;

/**
 * Creates the serializers and deserializers that are set explicitly. Spring Boot's
 * defaults are ignored, since they are for text.
 *
 * @param kafkaProperties the properties that configure them
 * @param connectionDetails the connection details, or {@code null}
 * @param environment the environment, which shows what is set explicitly
 */
record KafkaSerializersFactory(KafkaProperties kafkaProperties, @Nullable KafkaConnectionDetails connectionDetails,
		Environment environment) {

	KafkaSerializerConverter create(EventRecordFormat recordFormat) {
		KafkaSerializerConverter converter = new KafkaSerializerConverter(recordFormat);
		boolean found = false;
		for (PayloadRole role : PayloadRole.values()) {
			found |= addDeserializer(converter, role);
			found |= addSerializer(converter, role);
		}
		if (!found) {
			throw new MissingKafkaSerializersException();
		}
		return converter;
	}

	private boolean addDeserializer(KafkaSerializerConverter converter, PayloadRole role) {
		boolean key = role == PayloadRole.KEY;
		if (!isSet("spring.kafka.consumer.%s-deserializer".formatted(key ? "key" : "value"))) {
			return false;
		}
		KafkaProperties.Consumer consumer = this.kafkaProperties.getConsumer();
		Class<?> type = key ? consumer.getKeyDeserializer() : consumer.getValueDeserializer();
		Map<String, Object> config = config(this.kafkaProperties.buildConsumerProperties(),
				(this.connectionDetails != null) ? this.connectionDetails.getConsumer() : null);
		converter.addDeserializer(role, () -> {
			Deserializer<?> deserializer = (Deserializer<?>) BeanUtils.instantiateClass(type);
			deserializer.configure(config, key);
			return deserializer;
		}, isVendors(type, config, key));
		return true;
	}

	// A configured class names no type arguments; Kafka casts likewise.
	@SuppressWarnings("unchecked")
	private boolean addSerializer(KafkaSerializerConverter converter, PayloadRole role) {
		boolean key = role == PayloadRole.KEY;
		if (!isSet("spring.kafka.producer.%s-serializer".formatted(key ? "key" : "value"))) {
			return false;
		}
		KafkaProperties.Producer producer = this.kafkaProperties.getProducer();
		Class<?> type = key ? producer.getKeySerializer() : producer.getValueSerializer();
		Map<String, Object> config = config(this.kafkaProperties.buildProducerProperties(),
				(this.connectionDetails != null) ? this.connectionDetails.getProducer() : null);
		Supplier<Serializer<Object>> factory = () -> {
			Serializer<Object> serializer = (Serializer<Object>) BeanUtils.instantiateClass(type);
			serializer.configure(config, key);
			return serializer;
		};
		converter.addSerializer(role, factory);
		return true;
	}

	private boolean isSet(String property) {
		return Binder.get(this.environment).bind(property, String.class).isBound();
	}

	// Serializers of Kafka and Spring do not use a registry's frame.
	private static boolean isVendors(Class<?> type, Map<String, Object> config, boolean key) {
		Object delegate = config.get("spring.deserializer.%s.delegate.class".formatted(key ? "key" : "value"));
		String name = (delegate instanceof Class<?> delegateType) ? delegateType.getName()
				: (delegate != null) ? delegate.toString() : type.getName();
		return !name.startsWith("org.apache.kafka.") && !name.startsWith("org.springframework.kafka.");
	}

	private static Map<String, Object> config(Map<String, Object> properties,
			KafkaConnectionDetails.@Nullable Configuration connection) {
		return (connection != null) ? ProducerConfiguration.withConnection(properties, connection) : properties;
	}

}
