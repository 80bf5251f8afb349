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

package io.amgi.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.protobuf.StringValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.kafka.KafkaKey;
import io.amgi.payload.PayloadSamples;
import io.amgi.payload.Placed;
import io.amgi.payload.SchemaSource;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadFormatsTests {

	private static final List<String> received = new CopyOnWriteArrayList<>();

	private InvokedFunction function;

	@BeforeEach
	void clear() {
		received.clear();
	}

	@AfterEach
	void close() {
		this.function.close();
	}

	@Test
	void realEventWithSchemaMetadataIsRead() throws IOException {
		this.function = InvokedFunction.start(Application.class, "spring.amgi.on-nack=error");
		try (InputStream resource = getClass().getResourceAsStream("/events/schema-registry-protobuf.json")) {
			this.function.invoke(new ByteArrayInputStream(resource.readAllBytes()));
		}
		// The key is the first field of the value.
		assertThat(received).containsExactly(
				"a8e40971-1552-420d-a7c9-b8982325702d a8e40971-1552-420d-a7c9-b8982325702d",
				"4dcfc61b-3993-49c3-a04f-8a6c7aaf7881 4dcfc61b-3993-49c3-a04f-8a6c7aaf7881",
				"2a861628-0800-4b76-bd3f-6ecba7cd286c 2a861628-0800-4b76-bd3f-6ecba7cd286c",
				"71320c73-ec57-446e-bd5b-9252d6943182 71320c73-ec57-446e-bd5b-9252d6943182");
	}

	@Test
	void avroAndJsonAreReadThroughTheFunctionInvoker() {
		this.function = InvokedFunction.start(Application.class, "spring.amgi.on-nack=error");
		this.function.invoke(EventJson.event()
			.record("avro", 0, 1)
			.recordWith("value", PayloadSamples.framed(7, "a", 3))
			.record("avro", 0, 2)
			.recordWith("value", PayloadSamples.bare("b", 4))
			.recordWith("valueSchemaMetadata", Map.of("schemaId", "7", "dataFormat", "AVRO"))
			.record("json", 0, 1)
			.value("{\"id\":\"c\"}")
			.recordWith("valueSchemaMetadata", Map.of("schemaId", "7", "dataFormat", "AVRO")));
		assertThat(received).containsExactlyInAnyOrder("a 3 null NEW", "b 4 null NEW", "Json[id=c]");
	}

	record Json(String id) {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SchemaSource schemas() {
			return PayloadSamples.schemas();
		}

		@AmgiChannel("confluent_proto")
		void user(StringValue firstField, @KafkaKey String key) {
			received.add(key + " " + firstField.getValue());
		}

		@AmgiChannel("avro")
		void placed(Placed order) {
			received.add(order.text());
		}

		@AmgiChannel("json")
		void json(Json json) {
			received.add(json.toString());
		}

	}

}
