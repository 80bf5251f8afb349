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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

import io.amgi.handler.ChannelArgumentException;

/**
 * Asks one registry over HTTP, by the JDK's old client: the new one costs a cold start
 * 200 ms. Follows no redirects, so that credentials go nowhere else.
 */
final class RegistryHttpClient {

	static final int MAX_BODY = 1024 * 1024;

	private final URI url;

	private final @Nullable String authorization;

	private final Supplier<@Nullable SSLSocketFactory> sslSocketFactory;

	private final Duration timeout;

	RegistryHttpClient(URI url, @Nullable String authorization, Supplier<@Nullable SSLSocketFactory> sslSocketFactory,
			Duration timeout) {
		this.url = url;
		this.authorization = authorization;
		this.sslSocketFactory = SingletonSupplier.ofNullable(sslSocketFactory);
		this.timeout = timeout;
	}

	/**
	 * Sends a request.
	 * @param path the path behind the registry's URL
	 * @param body the JSON to post, or {@code null} to get
	 * @return the response
	 * @throws IOException if there is none in time
	 */
	Response send(String path, byte @Nullable [] body) throws IOException {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		HttpURLConnection connection = connection(path);
		try {
			if (body != null) {
				connection.setRequestMethod("POST");
				connection.setDoOutput(true);
				connection.setFixedLengthStreamingMode(body.length);
				connection.setRequestProperty("Content-Type", "application/vnd.schemaregistry.v1+json");
				write(connection, body);
			}
			return read(connection, deadline);
		}
		catch (IOException | RuntimeException ex) {
			connection.disconnect();
			throw ex;
		}
	}

	private HttpURLConnection connection(String path) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create(this.url + path).toURL().openConnection();
		connection.setInstanceFollowRedirects(false);
		connection.setUseCaches(false);
		connection.setConnectTimeout((int) this.timeout.toMillis());
		connection.setReadTimeout((int) this.timeout.toMillis());
		connection.setRequestProperty("Accept", "application/vnd.schemaregistry.v1+json, application/json");
		if (this.authorization != null) {
			connection.setRequestProperty("Authorization", this.authorization);
		}
		SSLSocketFactory factory = (connection instanceof HttpsURLConnection) ? this.sslSocketFactory.get() : null;
		if (factory != null) {
			((HttpsURLConnection) connection).setSSLSocketFactory(factory);
		}
		return connection;
	}

	private static void write(HttpURLConnection connection, byte[] body) throws IOException {
		try (OutputStream stream = connection.getOutputStream()) {
			stream.write(body);
		}
	}

	private static Response read(HttpURLConnection connection, long deadline) throws IOException {
		int status = connection.getResponseCode();
		InputStream stream = (status >= 400) ? connection.getErrorStream() : connection.getInputStream();
		if (stream == null) {
			return new Response(status, new byte[0]);
		}
		try (stream) {
			return new Response(status, read(stream, deadline));
		}
	}

	// A registry that sends a byte from time to time would otherwise never time out.
	private static byte[] read(InputStream stream, long deadline) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		byte[] buffer = new byte[8_192];
		for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
			body.write(buffer, 0, read);
			if (body.size() > MAX_BODY) {
				throw new ChannelArgumentException(
						"expected at most %d MB from the schema registry".formatted(MAX_BODY / 1024 / 1024));
			}
			if (System.nanoTime() - deadline > 0) {
				throw new SocketTimeoutException("The response takes too long");
			}
		}
		return body.toByteArray();
	}

	/**
	 * Describes the registry without its credentials.
	 */
	@Override
	public String toString() {
		return this.url.toString();
	}

	/**
	 * A response.
	 *
	 * @param status the status
	 * @param body the body
	 */
	record Response(int status, byte[] body) {

		boolean isOk() {
			return this.status == 200;
		}

		boolean isNotFound() {
			return this.status == 404;
		}

	}

}
