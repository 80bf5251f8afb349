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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two operations of AWS Glue's API that find schemas, by text and by id. Every schema
 * that is looked up by its text exists.
 */
final class GlueApi implements AutoCloseable {

	private static final String TARGET = "AWSGlue.";

	private final Map<String, Map<String, String>> schemas = new ConcurrentHashMap<>();

	private final Queue<String> operations = new ConcurrentLinkedQueue<>();

	private final HttpServer server;

	private volatile String dataFormat = "AVRO";

	GlueApi() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	URI uri() {
		return URI.create("http://localhost:" + this.server.getAddress().getPort());
	}

	/**
	 * Sets the format of schemas that are looked up by their text.
	 * @param dataFormat the format
	 */
	void dataFormat(String dataFormat) {
		this.dataFormat = dataFormat;
	}

	Queue<String> operations() {
		return this.operations;
	}

	private void handle(HttpExchange exchange) throws IOException {
		String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").substring(TARGET.length());
		JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
		this.operations.add(operation);
		byte[] response = JsonMapper.shared().writeValueAsBytes(answer(operation, request));
		exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
		exchange.sendResponseHeaders(200, response.length);
		exchange.getResponseBody().write(response);
		exchange.close();
	}

	private Map<String, String> answer(String operation, JsonNode request) throws IOException {
		return switch (operation) {
			case "GetSchemaByDefinition" -> byDefinition(request.get("SchemaDefinition").asString());
			case "GetSchemaVersion" -> this.schemas.get(request.get("SchemaVersionId").asString());
			default -> throw new IOException(operation);
		};
	}

	private Map<String, String> byDefinition(String definition) {
		String id = UUID.nameUUIDFromBytes(definition.getBytes()).toString();
		Map<String, String> schema = Map.of("SchemaVersionId", id, "Status", "AVAILABLE", "SchemaDefinition",
				definition, "DataFormat", this.dataFormat);
		this.schemas.put(id, schema);
		return schema;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
