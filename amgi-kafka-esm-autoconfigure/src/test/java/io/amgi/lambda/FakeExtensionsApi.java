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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Gives prepared answers, one per connection. When they have run out, the call stays
 * unanswered until the test answers it.
 */
final class FakeExtensionsApi implements AutoCloseable {

	// Extensions never end. One that still waits for an answer keeps waiting, and logs
	// nothing in later tests.
	private static final Queue<Socket> open = new ConcurrentLinkedQueue<>();

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final Queue<String> answers = new ConcurrentLinkedQueue<>();

	private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

	private final BlockingQueue<Long> times = new LinkedBlockingQueue<>();

	private final BlockingQueue<Socket> unanswered = new LinkedBlockingQueue<>();

	private final Thread thread = new Thread(this::serve, "fake-extensions-api");

	FakeExtensionsApi(String... answers) throws IOException {
		this.answers.addAll(List.of(answers));
		this.thread.setDaemon(true);
		this.thread.start();
	}

	String address() {
		return "127.0.0.1:" + this.server.getLocalPort();
	}

	BlockingQueue<String> requests() {
		return this.requests;
	}

	/**
	 * Returns the times at which the requests arrived, in nanoseconds.
	 * @return the times
	 */
	BlockingQueue<Long> times() {
		return this.times;
	}

	void answerLate(String answer) throws IOException, InterruptedException {
		answer(this.unanswered.take(), answer);
	}

	private void serve() {
		try {
			while (true) {
				answer(this.server.accept());
			}
		}
		catch (IOException ex) {
			// It was closed.
		}
	}

	private void answer(Socket socket) throws IOException {
		open.add(socket);
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
		StringBuilder request = new StringBuilder();
		for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
			request.append(line).append('\n');
		}
		this.times.add(System.nanoTime());
		this.requests.add(request.toString());
		String answer = this.answers.poll();
		if (answer != null) {
			answer(socket, answer);
		}
		else {
			this.unanswered.add(socket);
		}
	}

	private static void answer(Socket socket, String answer) throws IOException {
		socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
		socket.close();
	}

	/**
	 * Closes the port. A thread that is still accepting would keep it open for a moment,
	 * accept a connection and never answer it.
	 */
	@Override
	public void close() throws IOException, InterruptedException {
		this.server.close();
		this.thread.join();
	}

}
