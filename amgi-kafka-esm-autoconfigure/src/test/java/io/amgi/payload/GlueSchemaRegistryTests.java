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

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetSchemaByDefinitionRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaByDefinitionResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;

import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.PayloadRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GlueSchemaRegistryTests {

	private static final UUID ID = UUID.fromString("d9e4c1a2-0000-4000-8000-000000000001");

	private static final SchemaDefinition SCHEMA = new SchemaDefinition(SchemaFormat.AVRO, "\"int\"", List.of());

	@Test
	void schemaIsFoundByTheIdOfItsVersion() {
		GlueSchemaRegistry registry = registry((request) -> {
			assertThat(request.schemaVersionId()).isEqualTo(ID.toString());
			return GetSchemaVersionResponse.builder().schemaDefinition("\"int\"").dataFormat(DataFormat.AVRO).build();
		});
		assertThat(registry.supports(new SchemaId.Uuid(ID))).isTrue();
		assertThat(registry.supports(new SchemaId.Numeric(1))).isFalse();
		assertThat(registry.find(new SchemaId.Uuid(ID))).isEqualTo(SCHEMA);
	}

	@Test
	void unknownIdIsToldFromARegistryThatIsAway() {
		assertThat(registry((request) -> {
			throw EntityNotFoundException.builder().message("secret").build();
		}).find(new SchemaId.Uuid(ID))).isNull();
		GlueSchemaRegistry away = registry((request) -> {
			throw SdkClientException.create("secret");
		});
		assertThatExceptionOfType(NotCompletedException.class).isThrownBy(() -> away.find(new SchemaId.Uuid(ID)))
			.withMessage("AWS Glue's schema registry is unavailable: SdkClientException");
	}

	@Test
	void idIsFoundByTheNameOfTheSchemaWhichIsTheTopic() {
		GlueSchemaRegistry registry = registry((request) -> {
			assertThat(request.schemaId().schemaName()).isEqualTo("orders");
			assertThat(request.schemaVersionNumber().latestVersion()).isTrue();
			return GetSchemaVersionResponse.builder().schemaVersionId(ID.toString()).build();
		});
		assertThat(registry.defaultSubject("orders", PayloadRole.VALUE)).isEqualTo("orders");
		assertThat(registry.findId("orders", SCHEMA)).isEqualTo(new SchemaId.Uuid(ID));
		assertThat(registry.findId("orders", null)).isEqualTo(new SchemaId.Uuid(ID));
	}

	private static GlueSchemaRegistry registry(
			Function<GetSchemaVersionRequest, GetSchemaVersionResponse> getSchemaVersion) {
		return new GlueSchemaRegistry(() -> new GlueClient() {

			@Override
			public GetSchemaVersionResponse getSchemaVersion(GetSchemaVersionRequest request) {
				return getSchemaVersion.apply(request);
			}

			@Override
			public GetSchemaByDefinitionResponse getSchemaByDefinition(GetSchemaByDefinitionRequest request) {
				assertThat(request.schemaId().registryName()).isEqualTo("company");
				assertThat(request.schemaId().schemaName()).isEqualTo("orders");
				return GetSchemaByDefinitionResponse.builder()
					.schemaVersionId(ID.toString())
					.status("AVAILABLE")
					.build();
			}

			@Override
			public String serviceName() {
				return "glue";
			}

			@Override
			public void close() {
			}

		}, "company");
	}

}
