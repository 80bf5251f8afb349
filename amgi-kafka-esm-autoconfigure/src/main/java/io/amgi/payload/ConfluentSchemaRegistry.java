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

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.payload.RegistryHttpClient.Response;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.PayloadRole;

/**
 * A registry with Confluent's REST API, which Apicurio, Karapace and Redpanda have, too.
 * If one of several URLs is unavailable, the next one is used.
 */
public final class ConfluentSchemaRegistry implements SchemaRegistry {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final List<RegistryHttpClient> clients;

	/**
	 * Creates a registry.
	 * @param urls the URLs, whose user information is taken where there are no other
	 * credentials
	 * @param credentials the credentials
	 * @param sslSocketFactory makes the factory of TLS sockets when it is needed, or
	 * {@code null} for the JDK's
	 * @param timeout how long to wait for a connection, and for a response
	 */
	public ConfluentSchemaRegistry(List<URI> urls, RegistryCredentials credentials,
			Supplier<@Nullable SSLSocketFactory> sslSocketFactory, Duration timeout) {
		this.clients = urls.stream()
			.map((url) -> new RegistryHttpClient(withoutUser(url), authorization(url, credentials), sslSocketFactory,
					timeout))
			.toList();
	}

	private static URI withoutUser(URI url) {
		String path = StringUtils.trimTrailingCharacter(StringUtils.hasText(url.getRawPath()) ? url.getRawPath() : "",
				'/');
		String port = (url.getPort() >= 0) ? ":" + url.getPort() : "";
		return URI.create("%s://%s%s%s".formatted(url.getScheme(), url.getHost(), port, path));
	}

	private static @Nullable String authorization(URI url, RegistryCredentials credentials) {
		String authorization = credentials.authorization();
		if (authorization != null || url.getUserInfo() == null) {
			return authorization;
		}
		return RegistryCredentials.basic(url.getUserInfo());
	}

	@Override
	public boolean supports(SchemaId id) {
		return id instanceof SchemaId.Numeric;
	}

	@Override
	public @Nullable SchemaDefinition find(SchemaId id) {
		JsonNode found = get("/schemas/ids/" + id, null);
		return (found != null) ? definition(found, new LinkedHashSet<>()) : null;
	}

	private SchemaDefinition definition(JsonNode schema, Set<String> path) {
		List<SchemaDefinition> references = new ArrayList<>();
		for (JsonNode reference : schema.path("references")) {
			references.add(reference(reference, path));
		}
		String text = schema.path("schema").asString("");
		if (text.isEmpty()) {
			throw new ChannelArgumentException("expected a schema from the schema registry but found none");
		}
		return new SchemaDefinition(format(schema.path("schemaType").asString("AVRO")), text, references);
	}

	private SchemaDefinition reference(JsonNode reference, Set<String> path) {
		String location = "/subjects/%s/versions/%d".formatted(encode(reference.path("subject").asString("")),
				reference.path("version").asInt(0));
		if (path.size() >= AvroWriterSchema.MAX_DEPTH || !path.add(location)) {
			throw new ChannelArgumentException("expected references of schemas that neither recur nor are deeper than "
					+ AvroWriterSchema.MAX_DEPTH);
		}
		JsonNode found = get(location, null);
		if (found == null) {
			throw new ChannelArgumentException("expected the references of a schema to be in the schema registry");
		}
		SchemaDefinition definition = definition(found, path);
		path.remove(location);
		return definition;
	}

	private static SchemaFormat format(String type) {
		try {
			return SchemaFormat.valueOf(type);
		}
		catch (IllegalArgumentException ex) {
			throw new ChannelArgumentException("expected a schema of Avro, Protobuf or JSON from the schema registry");
		}
	}

	/**
	 * {@inheritDoc} Looks the schema up under its subject, which registers nothing.
	 */
	@Override
	public @Nullable SchemaId findId(String subject, @Nullable SchemaDefinition schema) {
		String path = "/subjects/" + encode(subject);
		JsonNode found = (schema != null) ? get(path, request(schema)) : get(path + "/versions/latest", null);
		return (found != null) ? new SchemaId.Numeric(found.path("id").asInt(0)) : null;
	}

	private static byte[] request(SchemaDefinition schema) {
		return JSON.writeValueAsBytes(Map.of("schema", schema.text(), "schemaType", schema.format().name()));
	}

	@Override
	public String defaultSubject(String topic, PayloadRole role) {
		return SubjectNameStrategy.topicName().subject(topic, role, "");
	}

	private static String encode(String subject) {
		return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private @Nullable JsonNode get(String path, byte @Nullable [] body) {
		List<String> problems = new ArrayList<>();
		for (RegistryHttpClient client : this.clients) {
			try {
				Response response = client.send(path, body);
				if (response.isOk() || response.isNotFound()) {
					return response.isOk() ? parse(response.body()) : null;
				}
				problems.add("%s answered %d".formatted(client, response.status()));
			}
			catch (IOException ex) {
				problems.add("%s: %s".formatted(client, ClassUtils.getShortName(ex.getClass())));
			}
		}
		throw new NotCompletedException("The schema registry is unavailable: " + String.join(", ", problems));
	}

	private static JsonNode parse(byte[] body) {
		try {
			return JSON.readTree(body);
		}
		catch (JacksonException ex) {
			throw new ChannelArgumentException("expected JSON from the schema registry");
		}
	}

	@Override
	public String toString() {
		return this.clients.toString();
	}

}
