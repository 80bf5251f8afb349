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
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The JVM in which the function runs.
 */
final class RuntimeProcess {

	private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

	private final Process process;

	private final RuntimeOutput output;

	private final Set<ProcessHandle> started = ConcurrentHashMap.newKeySet();

	private RuntimeProcess(Process process) {
		this.process = process;
		this.output = new RuntimeOutput(process.getInputStream());
	}

	static RuntimeProcess start(RuntimeCommand command) {
		ProcessBuilder builder = new ProcessBuilder(command.arguments()).directory(command.directory().toFile())
			.redirectErrorStream(true);
		builder.environment().clear();
		builder.environment().putAll(command.environment());
		try {
			return new RuntimeProcess(builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	RuntimeOutput output() {
		return this.output;
	}

	CompletableFuture<Integer> exit() {
		return this.process.onExit().thenApply(Process::exitValue);
	}

	void sigterm() {
		rememberStarted();
		// Process.destroy() would close the output, and lose what shutdown hooks write.
		this.process.toHandle().destroy();
	}

	void kill() {
		rememberStarted();
		this.process.toHandle().destroyForcibly();
		this.started.forEach(ProcessHandle::destroyForcibly);
	}

	// An entry point may start the JVM as a child process, which cannot be found once the
	// entry point has ended.
	private void rememberStarted() {
		this.process.descendants().forEach(this.started::add);
	}

	OptionalInt awaitExit(Duration timeout) {
		try {
			if (!this.process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				return OptionalInt.empty();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the process was to end", ex);
		}
		this.output.awaitEnd(LAST_OUTPUT);
		return OptionalInt.of(this.process.exitValue());
	}

}
