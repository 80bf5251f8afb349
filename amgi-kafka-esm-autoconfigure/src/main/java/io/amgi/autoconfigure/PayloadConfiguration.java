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

import java.util.List;
import java.util.Set;

import com.google.protobuf.Message;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import io.amgi.payload.AvroMessageConverter;
import io.amgi.payload.EventRecords;
import io.amgi.payload.KafkaSerializerConverter;
import io.amgi.payload.PayloadChannelConfigurer;
import io.amgi.payload.ProtobufMessageConverter;
import io.amgi.payload.WriterSchemas;

/**
 * Payload formats whose libraries are present, and the sources of their schemas.
 */
@Configuration(proxyBeanMethods = false)
class PayloadConfiguration {

	private static final String RECORD_FORMAT = "spring.amgi.payload.event-record-format";

	private static EventRecords eventRecords(AmgiProperties properties) {
		return new EventRecords(properties.getPayload().getEventRecordFormat(), RECORD_FORMAT);
	}

	/**
	 * Kafka's own serializers and deserializers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Serializer.class, KafkaProperties.class })
	@ConditionalOnBooleanProperty("spring.amgi.payload.use-kafka-serializers")
	@Order(1)
	static class KafkaSerializers {

		@Bean
		KafkaSerializerConverter amgiKafkaSerializerConverter(ObjectProvider<KafkaProperties> kafkaProperties,
				ObjectProvider<KafkaConnectionDetails> connectionDetails, Environment environment,
				AmgiProperties properties) {
			return new KafkaSerializersFactory(
					kafkaProperties.getIfAvailable(
							() -> Binder.get(environment).bindOrCreate("spring.kafka", KafkaProperties.class)),
					connectionDetails.getIfAvailable(), environment)
				.create(properties.getPayload().getEventRecordFormat());
		}

		@Bean
		PayloadChannelConfigurer amgiKafkaSerializersChannelConfigurer(KafkaSerializerConverter converter) {
			return new PayloadChannelConfigurer(List.of(converter), converter.serializedRoles());
		}

	}

	/**
	 * Avro.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(IndexedRecord.class)
	@Import(SchemaConfiguration.class)
	@Order(2)
	static class Avro {

		@Bean
		PayloadChannelConfigurer amgiAvroChannelConfigurer(WriterSchemas schemas, AmgiProperties properties) {
			return new PayloadChannelConfigurer(List.of(new AvroMessageConverter(schemas, eventRecords(properties))),
					Set.of());
		}

	}

	/**
	 * Protobuf.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Message.class)
	@Import(SchemaConfiguration.class)
	@Order(3)
	static class Protobuf {

		@Bean
		PayloadChannelConfigurer amgiProtobufChannelConfigurer(WriterSchemas schemas, AmgiProperties properties) {
			return new PayloadChannelConfigurer(
					List.of(new ProtobufMessageConverter(schemas, eventRecords(properties))), Set.of());
		}

	}

}
