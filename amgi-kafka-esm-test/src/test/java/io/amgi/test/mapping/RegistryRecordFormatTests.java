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

package io.amgi.test.mapping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class RegistryRecordFormatTests {

	private static final String FRAMED = "\0\0\0\0\7body";

	private final Recorded recorded = new Recorded();

	private final List<JsonNode> records = new CopyOnWriteArrayList<>();

	@Test
	void sourceStripsTheFrameAndNamesTheSchema() {
		deliver(RegistryRecordFormat.source((id) -> "AVRO"), FRAMED);
		assertThat(this.records).singleElement().satisfies((record) -> {
			assertThat(record.path("value").asString()).isEqualTo("Ym9keQ==");
			assertThat(record.path("valueSchemaMetadata").path("schemaId").asString()).isEqualTo("7");
			assertThat(record.path("valueSchemaMetadata").path("dataFormat").asString()).isEqualTo("AVRO");
		});
	}

	@Test
	void gluesFrameIsStrippedAndItsIdIsAUuid() {
		deliver(RegistryRecordFormat.source((id) -> "JSON"), "\3\0" + "a".repeat(16) + "body");
		assertThat(this.records).singleElement().satisfies((record) -> {
			assertThat(record.path("value").asString()).isEqualTo("Ym9keQ==");
			assertThat(record.path("valueSchemaMetadata").path("schemaId").asString())
				.isEqualTo("61616161-6161-6161-6161-616161616161");
		});
	}

	@Test
	void jsonIsDeliveredInPlaceOfTheValue() {
		deliver(RegistryRecordFormat.json((id) -> "PROTOBUF", (id, body) -> ("{\"id\":" + id + "}").getBytes()),
				FRAMED);
		assertThat(this.records).singleElement()
			.satisfies((record) -> assertThat(record.path("value").asString()).isEqualTo("eyJpZCI6N30="));
	}

	@Test
	void recordThatIsNotDeserializedIsDroppedAndTheOthersAreDelivered() {
		deliver(RegistryRecordFormat.source((id) -> id.equals("7") ? "AVRO" : null), "bare", FRAMED,
				"\0\0\0\0\1unknown");
		assertThat(this.records).hasSize(1);
	}

	private void deliver(RegistryRecordFormat registry, String... values) {
		TestKafka kafka = TestKafka.topic(1).send(0, values);
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> settings.schemaRegistry(registry))
			.listener(this.recorded)
			.function((event) -> {
				List<JsonNode> all = new ArrayList<>();
				JsonMapper.shared().readTree(event).path("records").forEach((list) -> list.forEach(all::add));
				this.records.addAll(all);
				return new byte[0];
			})
			.start()) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(values.length));
		}
	}

}
