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

package io.amgi.test.lambda;

import java.io.IOException;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * One request to the emulated APIs. A request that is never answered stays open until the
 * server stops.
 */
final class RuntimeExchange {

	static final int OK = 200;

	static final int ACCEPTED = 202;

	static final int BAD_REQUEST = 400;

	static final int FORBIDDEN = 403;

	static final int NOT_FOUND = 404;

	private static final int EMPTY = -1;

	private final HttpExchange http;

	private final byte[] body;

	RuntimeExchange(HttpExchange http) throws IOException {
		this.http = http;
		this.body = http.getRequestBody().readAllBytes();
	}

	String method() {
		return this.http.getRequestMethod();
	}

	String path() {
		return this.http.getRequestURI().getPath();
	}

	String endpoint() {
		return method() + " " + path();
	}

	@Nullable String header(String name) {
		return this.http.getRequestHeaders().getFirst(name);
	}

	byte[] body() {
		return this.body;
	}

	void answer(int status) throws IOException {
		answer(status, Map.of(), new byte[0]);
	}

	void answer(int status, Map<String, String> headers, byte[] content) throws IOException {
		headers.forEach(this.http.getResponseHeaders()::set);
		this.http.sendResponseHeaders(status, (content.length != 0) ? content.length : EMPTY);
		if (content.length != 0) {
			this.http.getResponseBody().write(content);
		}
		this.http.close();
	}

}
