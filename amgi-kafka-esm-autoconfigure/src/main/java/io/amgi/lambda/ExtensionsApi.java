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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Lambda's Extensions API, on a bare socket: in a cold JVM an HTTP client takes longer
 * than both calls together.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html">Extensions
 * API</a>
 */
final class ExtensionsApi {

	private static final String IDENTIFIER = "Lambda-Extension-Identifier";

	private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(200);

	private static final Pattern ADDRESS = Pattern.compile("([^:\\s]+|\\[[^]\\s]+])(?::(\\d{1,5}))?");

	private static final int MAX_PORT = 65535;

	private final String host;

	private final int port;

	private ExtensionsApi(String host, int port) {
		this.host = host;
		this.port = port;
	}

	/**
	 * Creates a client.
	 * @param address host and port of the API, as in {@code AWS_LAMBDA_RUNTIME_API}
	 * @return the client, or {@code null} if that is no address
	 */
	static @Nullable ExtensionsApi of(String address) {
		Matcher matcher = ADDRESS.matcher(address);
		int port = (!matcher.matches()) ? -1 : (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : 80;
		return (port >= 0 && port <= MAX_PORT) ? new ExtensionsApi(matcher.group(1), port) : null;
	}

	/**
	 * Registers an internal extension that wants no events, and waits for the answer as
	 * long as it takes: what Lambda has accepted, it counts on, however late it says so.
	 * @param name the extension's name, unique in the function
	 * @return the answer, with an identifier if it is a good one
	 */
	Answer register(String name) throws IOException {
		return call("""
				POST /2020-01-01/extension/register HTTP/1.1
				Host: %s:%d
				Connection: close
				Lambda-Extension-Name: %s
				Content-Type: application/json
				Content-Length: 13

				{"events":[]}""".formatted(this.host, this.port, name));
	}

	/**
	 * Asks for the next event, and waits for it as long as it takes.
	 * @param identifier the identifier of the registration
	 * @return the answer
	 */
	Answer next(String identifier) throws IOException {
		return call("""
				GET /2020-01-01/extension/event/next HTTP/1.1
				Host: %s:%d
				Connection: close
				Lambda-Extension-Identifier: %s

				""".formatted(this.host, this.port, identifier));
	}

	private Answer call(String request) throws IOException {
		try (Socket socket = new Socket(Proxy.NO_PROXY)) {
			socket.connect(new InetSocketAddress(this.host, this.port), (int) CONNECT_TIMEOUT.toMillis());
			OutputStream output = socket.getOutputStream();
			output.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
			output.flush();
			return answer(
					new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)));
		}
	}

	private static Answer answer(BufferedReader reader) throws IOException {
		int status = status(reader.readLine());
		String identifier = null;
		for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
			int colon = line.indexOf(':');
			if (colon >= 0 && line.substring(0, colon).equalsIgnoreCase(IDENTIFIER)) {
				identifier = line.substring(colon + 1).trim();
			}
		}
		return new Answer(status, identifier);
	}

	private static int status(@Nullable String line) throws IOException {
		String[] words = (line != null) ? line.split(" ", 3) : new String[0];
		if (words.length < 2 || !words[1].matches("\\d{3}")) {
			throw new IOException("The answer is not HTTP");
		}
		return Integer.parseInt(words[1]);
	}

	/**
	 * An answer of the API.
	 *
	 * @param status the HTTP status
	 * @param identifier the identifier that further calls need
	 */
	record Answer(int status, @Nullable String identifier) {

		boolean isRefusal() {
			return this.status >= 400 && this.status < 500;
		}

	}

}
