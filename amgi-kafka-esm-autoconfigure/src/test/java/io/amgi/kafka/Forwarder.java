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

package io.amgi.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A port that forwards to a broker for as long as it is open.
 */
public final class Forwarder implements AutoCloseable {

	private final ServerSocket server;

	private final String target;

	public Forwarder(int port, String target) throws IOException {
		this.server = new ServerSocket(port);
		this.target = target;
		start(this::accept);
	}

	private void accept() throws IOException {
		while (!this.server.isClosed()) {
			Socket client = this.server.accept();
			String[] hostAndPort = this.target.split(":");
			Socket broker = new Socket(hostAndPort[0], Integer.parseInt(hostAndPort[1]));
			start(() -> client.getInputStream().transferTo(broker.getOutputStream()));
			start(() -> broker.getInputStream().transferTo(client.getOutputStream()));
		}
	}

	private static void start(Transfer transfer) {
		Thread thread = new Thread(() -> {
			try {
				transfer.run();
			}
			catch (IOException ex) {
				// Closed.
			}
		}, "forwarder");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Work of a forwarding thread.
	 */
	private interface Transfer {

		void run() throws IOException;

	}

}
