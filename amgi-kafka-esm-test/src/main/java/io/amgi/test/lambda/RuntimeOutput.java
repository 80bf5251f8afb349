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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The last lines that a process wrote.
 */
final class RuntimeOutput {

	static final int MAX_LINES = 10_000;

	static final int MAX_LINE_LENGTH = 8_192;

	private final Deque<String> lines = new ArrayDeque<>();

	private final Thread reader;

	private boolean ended;

	RuntimeOutput(InputStream stream) {
		this.reader = new Thread(() -> read(stream), "lambda-output");
		this.reader.setDaemon(true);
		this.reader.start();
	}

	private void read(InputStream stream) {
		try (Reader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
			readLines(in);
		}
		catch (IOException ex) {
			add("[the output could not be read further: %s]".formatted(ex.getMessage()));
		}
		finally {
			end();
		}
	}

	private void readLines(Reader in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != -1; c = in.read()) {
			if (c == '\n') {
				add(line.toString());
				line.setLength(0);
			}
			else if (line.length() < MAX_LINE_LENGTH) {
				line.append((char) c);
			}
		}
		if (!line.isEmpty()) {
			add(line.toString());
		}
	}

	private synchronized void add(String line) {
		if (this.lines.size() == MAX_LINES) {
			this.lines.removeFirst();
		}
		this.lines.addLast(line);
		notifyAll();
	}

	private synchronized void end() {
		this.ended = true;
		notifyAll();
	}

	synchronized String text() {
		return String.join("\n", this.lines);
	}

	void awaitEnd(Duration timeout) {
		// Bounded, since a process that the function started may hold the output open.
		try {
			this.reader.join(timeout.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	synchronized String awaitLine(String text, Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		Optional<String> line = find(text);
		while (line.isEmpty() && !this.ended && awaitChange(end - System.nanoTime())) {
			line = find(text);
		}
		return line.orElseThrow(() -> new IllegalStateException("No line with '%s' %s; the output is:%n%s"
			.formatted(text, (this.ended) ? "to the end" : "within " + timeout, text())));
	}

	private synchronized boolean awaitChange(long nanos) {
		try {
			TimeUnit.NANOSECONDS.timedWait(this, nanos);
			return nanos > 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private Optional<String> find(String text) {
		return this.lines.stream().filter((line) -> line.contains(text)).findFirst();
	}

}
