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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

/**
 * The function's process, and the APIs that it talks to.
 */
final class RuntimeSandbox implements AutoCloseable {

	private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration LAST_WORDS = Duration.ofSeconds(2);

	private final RuntimeServer server = new RuntimeServer();

	private final RuntimeInvocations invocations = new RuntimeInvocations();

	private final RuntimeLife life;

	private final RuntimeExtensionsApi extensions;

	private final Path directory;

	private final RuntimeProcess process;

	private final Duration initTimeout;

	private final Duration shutdownGrace;

	private final boolean killedOnTimeout;

	private final long started;

	private Duration initDuration = Duration.ZERO;

	RuntimeSandbox(LambdaRuntimeBuilder options) {
		this.life = new RuntimeLife(options.snapStart);
		this.extensions = new RuntimeExtensionsApi(this.life.init(), options);
		this.initTimeout = options.initTimeout;
		this.shutdownGrace = options.shutdownGrace;
		this.killedOnTimeout = options.maxConcurrency == 0;
		this.directory = temporaryDirectory();
		this.server.serve(RuntimeApi.PREFIX,
				new RuntimeApi(this.life, this.invocations, RuntimeCommand.functionArn(options)));
		this.server.serve(RuntimeExtensionsApi.PREFIX, this.extensions);
		this.started = System.nanoTime();
		this.process = start(options);
		this.process.exit().thenAccept(this::exited);
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("lambda-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private RuntimeProcess start(LambdaRuntimeBuilder options) {
		try {
			return RuntimeProcess.start(RuntimeCommand.of(options, this.server.address(), this.directory));
		}
		catch (RuntimeException ex) {
			closeServer();
			throw ex;
		}
	}

	private void exited(int exitCode) {
		this.life.exited(exitCode);
		this.invocations.exited(exitCode);
	}

	void init() {
		require(this.life.init(), "initialize");
		this.initDuration = Duration.ofNanos(System.nanoTime() - this.started);
	}

	void restore() {
		this.life.resume();
		require(this.life.restore(), "restore");
	}

	private void require(RuntimeStart start, String step) {
		start.awaitEnd(this.initTimeout).ifPresent((failure) -> {
			OptionalInt exitCode = this.process.awaitExit(LAST_WORDS);
			String message = "The function did not %s: %s%n%nOutput of the process:%n%s".formatted(step,
					failure.reason(), this.process.output().text());
			throw new LambdaInitException(message, failure.error(),
					(exitCode.isPresent()) ? exitCode.getAsInt() : null);
		});
	}

	CompletableFuture<LambdaResult> invoke(RuntimeInvocation invocation) {
		this.life.resume();
		return this.invocations.add(invocation).whenComplete((result, ex) -> afterwards(invocation, result));
	}

	private void afterwards(RuntimeInvocation invocation, LambdaResult result) {
		// Lambda replaces an environment whose function timed out, unless it serves
		// several invocations at the same time.
		if (this.killedOnTimeout && invocation.isTaken() && result.outcome() == LambdaOutcome.TIMED_OUT) {
			this.process.kill();
		}
	}

	Duration initDuration() {
		return this.initDuration;
	}

	RuntimeServer server() {
		return this.server;
	}

	RuntimeProcess process() {
		return this.process;
	}

	LambdaExit shutdown() {
		long start = System.nanoTime();
		boolean ended = this.extensions.isAnyRegistered() && endsAfterSigterm();
		int code = (ended) ? awaitExit() : kill();
		return new LambdaExit(code, !ended, Duration.ofNanos(System.nanoTime() - start));
	}

	private boolean endsAfterSigterm() {
		this.process.sigterm();
		return this.process.awaitExit(this.shutdownGrace).isPresent();
	}

	private int kill() {
		this.process.kill();
		return awaitExit();
	}

	private int awaitExit() {
		OptionalInt code = this.process.awaitExit(KILL_TIMEOUT);
		Assert.state(code.isPresent(), "The process cannot be killed");
		return code.getAsInt();
	}

	@Override
	public void close() {
		try {
			kill();
		}
		finally {
			closeServerUninterrupted();
		}
	}

	// Stopping the server may clear the interrupt.
	private void closeServerUninterrupted() {
		boolean interrupted = Thread.interrupted();
		try {
			closeServer();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void closeServer() {
		this.server.close();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
