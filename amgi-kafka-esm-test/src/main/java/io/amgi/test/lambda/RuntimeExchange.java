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
