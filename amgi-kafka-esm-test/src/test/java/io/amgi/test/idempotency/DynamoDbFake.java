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

package io.amgi.test.idempotency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.zip.CRC32;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * DynamoDB's HTTP interface for conditional updates and deletions in one table, after the
 * examples of requests, responses and errors in AWS's documentation.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html">Low-level
 * API</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html">UpdateItem</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Errors</a>
 */
final class DynamoDbFake implements AutoCloseable {

	static final String TABLE = "amgi_idempotency";

	private static final String NO_DELAY = "sun.net.httpserver.nodelay";

	private static final String SERVICE = "com.amazonaws.dynamodb.v20120810#";

	static {
		// Head and body are written separately, which Nagle's algorithm would delay by 40
		// ms.
		System.setProperty(NO_DELAY, System.getProperty(NO_DELAY, "true"));
	}

	private final Map<JsonNode, Map<String, JsonNode>> items = new HashMap<>();

	private final ExecutorService threads = Executors.newFixedThreadPool(16);

	private final HttpServer server;

	/**
	 * The headers of requests by lower-case names, and the bodies.
	 */
	final List<Request> requests = new CopyOnWriteArrayList<>();

	/**
	 * Answers in place of DynamoDB if it returns something.
	 */
	volatile BiFunction<String, JsonNode, @Nullable Answer> interceptor = (operation, body) -> null;

	volatile boolean recording;

	DynamoDbFake() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	URI uri() {
		return URI.create("http://localhost:" + this.server.getAddress().getPort());
	}

	private void handle(HttpExchange exchange) throws IOException {
		JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
		Request request = new Request(exchange.getRequestMethod(), exchange.getRequestHeaders(), body);
		if (this.recording) {
			this.requests.add(request);
		}
		Answer answer = this.interceptor.apply(request.operation(), body);
		respond(exchange, (answer != null) ? answer : answer(request));
	}

	private static void respond(HttpExchange exchange, Answer answer) throws IOException {
		byte[] body = JsonMapper.shared().writeValueAsBytes(answer.body());
		CRC32 checksum = new CRC32();
		checksum.update(body);
		exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
		exchange.getResponseHeaders().set("x-amzn-RequestId", "KLDLDMLH7OKVAIMNNHPO7RBHFV");
		exchange.getResponseHeaders().set("x-amz-crc32", String.valueOf(checksum.getValue()));
		exchange.sendResponseHeaders(answer.status(), body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private Answer answer(Request request) {
		JsonNode body = request.body();
		if (!body.path("TableName").asString().equals(TABLE)) {
			return Answer.error("ResourceNotFoundException", "Requested resource not found", Map.of());
		}
		JsonNode key = body.path("Key");
		if (key.size() != 1 || !key.path("id").path("B").isString()) {
			return Answer.error("ValidationException", "The provided key element does not match the schema", Map.of());
		}
		try {
			return switch (request.operation()) {
				case "UpdateItem" -> update(body, key);
				case "DeleteItem" -> delete(body, key);
				default -> Answer.error("UnknownOperationException", "", Map.of());
			};
		}
		catch (IllegalArgumentException ex) {
			return Answer.error("ValidationException", ex.getMessage(), Map.of());
		}
	}

	private synchronized Answer update(JsonNode body, JsonNode key) {
		DynamoDbExpression condition = expression(body, "ConditionExpression");
		DynamoDbExpression update = expression(body, "UpdateExpression");
		Map<String, JsonNode> item = this.items.getOrDefault(key, Map.of());
		Map<String, JsonNode> updated = new HashMap<>(item);
		updated.put("id", key.path("id"));
		boolean met = condition.isMetBy(item);
		update.update(updated);
		assertAllUsed(body, condition, update);
		if (!met) {
			return conditionFailed(body, item);
		}
		this.items.put(key, updated);
		return Answer.OK;
	}

	private synchronized Answer delete(JsonNode body, JsonNode key) {
		DynamoDbExpression condition = expression(body, "ConditionExpression");
		Map<String, JsonNode> item = this.items.getOrDefault(key, Map.of());
		boolean met = condition.isMetBy(item);
		assertAllUsed(body, condition);
		if (!met) {
			return conditionFailed(body, item);
		}
		this.items.remove(key);
		return Answer.OK;
	}

	private static DynamoDbExpression expression(JsonNode body, String name) {
		return new DynamoDbExpression(body.path(name).asString(), body.path("ExpressionAttributeValues"));
	}

	private static void assertAllUsed(JsonNode body, DynamoDbExpression... expressions) {
		Set<String> unused = new TreeSet<>(new HashSet<>(body.path("ExpressionAttributeValues").propertyNames()));
		for (DynamoDbExpression expression : expressions) {
			unused.removeAll(expression.used());
		}
		if (!unused.isEmpty()) {
			throw new IllegalArgumentException(
					"Value provided in ExpressionAttributeValues unused in expressions: keys: " + unused);
		}
	}

	private static Answer conditionFailed(JsonNode body, Map<String, JsonNode> item) {
		boolean all = body.path("ReturnValuesOnConditionCheckFailure").asString("NONE").equals("ALL_OLD");
		return Answer.error("ConditionalCheckFailedException", "The conditional request failed",
				(all && !item.isEmpty()) ? Map.of("Item", item) : Map.of());
	}

	synchronized Map<String, JsonNode> onlyItem() {
		return this.items.values().iterator().next();
	}

	synchronized void clear() {
		this.items.clear();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * A request.
	 *
	 * @param method the HTTP method
	 * @param headers the headers
	 * @param body the body
	 */
	record Request(String method, Map<String, List<String>> headers, JsonNode body) {

		String header(String name) {
			return this.headers.getOrDefault(name, List.of("")).get(0);
		}

		String operation() {
			return header("X-amz-target").replace("DynamoDB_20120810.", "");
		}

	}

	/**
	 * An answer.
	 *
	 * @param status the HTTP status
	 * @param body the content of the body
	 */
	record Answer(int status, Map<String, ?> body) {

		static final Answer OK = new Answer(200, Map.of());

		static Answer error(String type, String message, Map<String, ?> more) {
			Map<String, Object> body = new HashMap<>(more);
			body.put("__type", SERVICE + type);
			body.put("message", message);
			return new Answer(400, body);
		}

	}

}
