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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import org.apache.avro.Schema;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schema registry with Confluent's API on the JDK's server.
 */
final class TestRegistry implements AutoCloseable {

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

	private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile Answer always;

	TestRegistry() {
		this((address) -> HttpServer.create(address, 0));
	}

	/**
	 * Creates a registry.
	 * @param factory creates its server
	 */
	TestRegistry(ServerFactory factory) {
		try {
			this.server = factory.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.executor);
		this.server.start();
	}

	String url() {
		return ((this.server instanceof HttpsServer) ? "https" : "http") + "://localhost:"
				+ this.server.getAddress().getPort();
	}

	TestRegistry schema(int id, Schema schema) {
		return schema(id, "AVRO", schema.toString());
	}

	TestRegistry schema(int id, String type, String text) {
		return json("/schemas/ids/" + id, Map.of("schema", text, "schemaType", type));
	}

	TestRegistry subject(String subject, int id) {
		json("/subjects/" + subject + "/versions/latest", Map.of("id", id));
		return json("/subjects/" + subject, Map.of("id", id));
	}

	TestRegistry json(String path, Object json) {
		return answer(path, 200, JsonMapper.shared().writeValueAsString(json));
	}

	TestRegistry answer(String path, int status, String body) {
		return answer(path, (exchange) -> send(exchange, status, body));
	}

	TestRegistry answer(String path, Answer answer) {
		this.answers.put(path, answer);
		return this;
	}

	/**
	 * Answers everything in one way.
	 */
	TestRegistry always(Answer answer) {
		this.always = answer;
		return this;
	}

	List<String> requests() {
		return List.copyOf(this.requests);
	}

	List<String> authorizations() {
		return List.copyOf(this.authorizations);
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getRawPath();
		this.requests.add(exchange.getRequestMethod() + " " + path);
		this.authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
		exchange.getRequestBody().readAllBytes();
		Answer answer = (this.always != null) ? this.always : this.answers.get(path);
		if (answer != null) {
			answer.to(exchange);
		}
		else {
			send(exchange, 404, "{\"error_code\":40403}");
		}
	}

	static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		if (bytes.length > 0) {
			exchange.getResponseBody().write(bytes);
		}
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * An answer.
	 */
	interface Answer {

		void to(HttpExchange exchange) throws IOException;

	}

	/**
	 * Creates servers.
	 */
	@FunctionalInterface
	interface ServerFactory {

		HttpServer create(InetSocketAddress address) throws IOException;

	}

}
