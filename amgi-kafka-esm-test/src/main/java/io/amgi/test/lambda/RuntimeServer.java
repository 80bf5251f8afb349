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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The HTTP server behind the emulated APIs, on loopback.
 */
final class RuntimeServer implements AutoCloseable {

	private static final String NO_DELAY = "sun.net.httpserver.nodelay";

	static {
		// The JDK's server writes head and body apart. With Nagle's algorithm every event
		// would wait 40 ms for the acknowledgement of its head.
		System.setProperty(NO_DELAY, System.getProperty(NO_DELAY, "true"));
	}

	private final ExecutorService executor = Executors.newCachedThreadPool(RuntimeServer::newThread);

	private final RuntimeCalls calls = new RuntimeCalls();

	private final HttpServer server;

	RuntimeServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.start();
	}

	private static Thread newThread(Runnable task) {
		Thread thread = new Thread(task, "lambda-api");
		thread.setDaemon(true);
		return thread;
	}

	void serve(String prefix, Api api) {
		this.server.createContext(prefix, (http) -> handle(api, http));
	}

	private void handle(Api api, HttpExchange http) throws IOException {
		RuntimeExchange exchange = new RuntimeExchange(http);
		this.calls.add(exchange);
		try {
			api.handle(exchange);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	RuntimeCalls calls() {
		return this.calls;
	}

	String address() {
		InetSocketAddress address = this.server.getAddress();
		return address.getAddress().getHostAddress() + ":" + address.getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * One of the emulated APIs.
	 */
	interface Api {

		void handle(RuntimeExchange exchange) throws IOException, InterruptedException;

	}

}
