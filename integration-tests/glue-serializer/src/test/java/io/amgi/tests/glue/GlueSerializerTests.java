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

package io.amgi.tests.glue;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.amazonaws.services.schemaregistry.serializers.GlueSchemaRegistryKafkaSerializer;
import com.amazonaws.services.schemaregistry.serializers.json.JsonDataWithSchema;
import com.google.protobuf.Timestamp;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;

import io.amgi.channel.AmgiChannel;
import io.amgi.test.AmgiTestClient;
import io.amgi.test.AutoConfigureAmgiTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that bytes of AWS Glue's own serializer are read by the type of the parameter.
 */
@SpringBootTest
@AutoConfigureAmgiTestClient
class GlueSerializerTests {

	private static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider
		.create(AwsBasicCredentials.create("invented", "invented"));

	private static final Schema ORDER = new Schema.Parser().parse("""
			{"type":"record","name":"Order","namespace":"io.amgi.tests","fields":[
				{"name":"id","type":"string"},
				{"name":"amount","type":"int"}]}
			""");

	private static final String JSON_SCHEMA = """
			{"$schema":"http://json-schema.org/draft-07/schema#","type":"object",
				"properties":{"id":{"type":"string"},"amount":{"type":"integer"}}}
			""";

	@Autowired
	private AmgiTestClient client;

	@Autowired
	private Channels channels;

	@Autowired
	private GlueApi glue;

	@BeforeEach
	void forget() {
		this.channels.received.clear();
		this.glue.operations().clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "NONE", "ZLIB" })
	void avroIsReadWithTheSchemaThatTheRegistryHas(String compression) {
		GenericRecord order = new GenericData.Record(ORDER);
		order.put("id", "a");
		order.put("amount", 3);
		this.client.send("avro", write("AVRO", compression, order)).assertThat().isAcked();
		assertThat(this.channels.received).containsExactly("a 3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "NONE", "ZLIB" })
	void protobufIsReadWithoutTheRegistry(String compression) {
		byte[] value = write("PROTOBUF", compression, Timestamp.newBuilder().setSeconds(42).build());
		this.glue.operations().clear();
		this.client.send("protobuf", value).assertThat().isAcked();
		assertThat(this.channels.received).containsExactly("42");
		assertThat(this.glue.operations()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "NONE", "ZLIB" })
	void jsonIsReadBehindItsFrame(String compression) {
		byte[] value = write("JSON", compression,
				JsonDataWithSchema.builder(JSON_SCHEMA, "{\"id\":\"b\",\"amount\":5}").build());
		this.client.send("json", value).assertThat().isAcked();
		assertThat(this.channels.received).containsExactly("b 5");
	}

	@Test
	void schemaIsAskedForOnce() {
		GenericRecord order = new GenericData.Record(ORDER);
		order.put("id", "c");
		order.put("amount", 7);
		byte[] value = write("AVRO", "NONE", order);
		this.client.send("avro", value).assertThat().isAcked();
		this.glue.operations().clear();
		this.client.sendBatch("avro", value, value, value).assertThat().isAcked();
		assertThat(this.channels.received).containsExactly("c 7", "c 7", "c 7", "c 7");
		assertThat(this.glue.operations()).isEmpty();
	}

	private byte[] write(String dataFormat, String compression, Object value) {
		this.glue.dataFormat(dataFormat);
		Map<String, Object> properties = new HashMap<>();
		properties.put("region", "eu-central-1");
		properties.put("endpoint", this.glue.uri().toString());
		properties.put("dataFormat", dataFormat);
		properties.put("compression", compression);
		properties.put("avroRecordType", "GENERIC_RECORD");
		try (GlueSchemaRegistryKafkaSerializer serializer = new GlueSchemaRegistryKafkaSerializer(CREDENTIALS,
				properties)) {
			serializer.configure(properties, false);
			return serializer.serialize("orders", value);
		}
	}

	record Order(String id, int amount) {

	}

	static class Channels {

		private final Queue<String> received = new ConcurrentLinkedQueue<>();

		@AmgiChannel("avro")
		void avro(GenericRecord order) {
			this.received.add(order.get("id") + " " + order.get("amount"));
		}

		@AmgiChannel("protobuf")
		void protobuf(Timestamp timestamp) {
			this.received.add(String.valueOf(timestamp.getSeconds()));
		}

		@AmgiChannel("json")
		void json(Order order) {
			this.received.add(order.id() + " " + order.amount());
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Channels channels() {
			return new Channels();
		}

		@Bean
		GlueApi glueApi() {
			return new GlueApi();
		}

		@Bean
		GlueClient glueClient(GlueApi api) {
			return GlueClient.builder()
				.endpointOverride(api.uri())
				.region(Region.EU_CENTRAL_1)
				.credentialsProvider(CREDENTIALS)
				.build();
		}

	}

}
