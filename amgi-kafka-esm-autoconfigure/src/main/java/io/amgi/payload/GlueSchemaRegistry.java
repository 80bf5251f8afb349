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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.PayloadRole;

/**
 * AWS Glue's schema registry, whose subjects are names of schemas.
 */
public final class GlueSchemaRegistry implements SchemaRegistry {

	private static final String DEFAULT_REGISTRY = "default-registry";

	private final Supplier<GlueClient> client;

	private final String registryName;

	/**
	 * Creates a registry.
	 * @param client makes the client when it is needed
	 * @param registryName the name of the registry that outbound messages' schemas are
	 * in, or {@code null} for Glue's default one
	 */
	public GlueSchemaRegistry(Supplier<GlueClient> client, @Nullable String registryName) {
		this.client = SingletonSupplier.of(client);
		this.registryName = (registryName != null) ? registryName : DEFAULT_REGISTRY;
	}

	@Override
	public boolean supports(SchemaId id) {
		return id instanceof SchemaId.Uuid;
	}

	@Override
	public @Nullable SchemaDefinition find(SchemaId id) {
		return call((client) -> {
			GetSchemaVersionResponse version = client
				.getSchemaVersion((request) -> request.schemaVersionId(id.toString()));
			String text = version.schemaDefinition();
			if (text.length() > RegistryHttpClient.MAX_BODY) {
				throw new ChannelArgumentException("expected at most 1 MB from the schema registry");
			}
			return new SchemaDefinition(format(version.dataFormat()), text, List.of());
		});
	}

	private static SchemaFormat format(DataFormat format) {
		return switch (format) {
			case AVRO -> SchemaFormat.AVRO;
			case PROTOBUF -> SchemaFormat.PROTOBUF;
			case JSON -> SchemaFormat.JSON;
			default -> throw new ChannelArgumentException("expected a schema of Avro, Protobuf or JSON from AWS Glue");
		};
	}

	@Override
	public @Nullable SchemaId findId(String subject, @Nullable SchemaDefinition schema) {
		return call((client) -> (schema != null) ? id(client, subject, schema.text()) : latestId(client, subject));
	}

	private @Nullable SchemaId id(GlueClient client, String subject, String text) {
		var version = client.getSchemaByDefinition(
				(request) -> request.schemaId((id) -> id.registryName(this.registryName).schemaName(subject))
					.schemaDefinition(text));
		return (version.status() == SchemaVersionStatus.AVAILABLE) ? SchemaId.parse(version.schemaVersionId()) : null;
	}

	private @Nullable SchemaId latestId(GlueClient client, String subject) {
		GetSchemaVersionResponse version = client.getSchemaVersion(
				(request) -> request.schemaId((id) -> id.registryName(this.registryName).schemaName(subject))
					.schemaVersionNumber((number) -> number.latestVersion(true)));
		return SchemaId.parse(version.schemaVersionId());
	}

	@Override
	public String defaultSubject(String topic, PayloadRole role) {
		return topic;
	}

	private <T> @Nullable T call(Call<T> call) {
		try {
			return call.on(this.client.get());
		}
		catch (EntityNotFoundException ex) {
			return null;
		}
		catch (SdkException ex) {
			throw new NotCompletedException(
					"AWS Glue's schema registry is unavailable: " + ClassUtils.getShortName(ex.getClass()));
		}
	}

	@Override
	public String toString() {
		return "AWS Glue";
	}

	/**
	 * A call of the registry.
	 *
	 * @param <T> the type of what it returns
	 */
	private interface Call<T> {

		@Nullable T on(GlueClient client);

	}

}
