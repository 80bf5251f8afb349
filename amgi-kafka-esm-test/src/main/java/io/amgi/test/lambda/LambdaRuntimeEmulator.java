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

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A Lambda execution environment on this machine: runs a function under the real runtime
 * client in a separate JVM, and emulates Lambda's Runtime API and Extensions API. Like
 * the runtime client, it runs on Linux only.
 */
public final class LambdaRuntimeEmulator implements AutoCloseable {

	private final RuntimeSandbox sandbox;

	private final Duration timeout;

	LambdaRuntimeEmulator(RuntimeSandbox sandbox, Duration timeout) {
		this.sandbox = sandbox;
		this.timeout = timeout;
	}

	/**
	 * Runs an unpacked deployment package.
	 * @param directory a directory with classes at its root and jars in {@code lib},
	 * which becomes the working directory
	 * @return a builder for further settings
	 */
	public static LambdaRuntimeBuilder inDirectory(Path directory) {
		return new LambdaRuntimeBuilder(directory, List.of());
	}

	/**
	 * Runs a function from this JVM's own class path.
	 * @return a builder for further settings
	 */
	public static LambdaRuntimeBuilder onClassPath() {
		return onClassPath(System.getProperty("java.class.path"));
	}

	/**
	 * Runs a function from a class path.
	 * @param classPath directories and jars, separated as for {@code java -cp}
	 * @return a builder for further settings
	 */
	public static LambdaRuntimeBuilder onClassPath(String classPath) {
		return new LambdaRuntimeBuilder(null,
				Stream.of(classPath.split(File.pathSeparator)).map(LambdaRuntimeEmulator::absolute).toList());
	}

	/**
	 * Runs the content of a container image without a container.
	 * @param directory the directory that stands for the image's {@code WORKDIR}
	 * @param entryPoint the image's {@code ENTRYPOINT} and {@code CMD}, files relative to
	 * the directory
	 * @return a builder for further settings
	 */
	public static LambdaRuntimeBuilder inContainer(Path directory, String... entryPoint) {
		return LambdaRuntimeBuilder.ofContainer(directory, List.of(entryPoint));
	}

	private static String absolute(String file) {
		return new File(file).getAbsolutePath();
	}

	/**
	 * Invokes the function and waits for the result, which may be an error.
	 * @param event the event, JSON
	 * @return the result
	 */
	public LambdaResult invoke(String event) {
		return invoke(event.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Invokes the function and waits for the result, which may be an error.
	 * @param event the event, JSON; the stream is read to its end, and not closed
	 * @return the result
	 * @throws IOException if the event cannot be read
	 */
	public LambdaResult invoke(InputStream event) throws IOException {
		return invoke(event.readAllBytes());
	}

	/**
	 * Invokes the function and waits for the result, which may be an error.
	 * @param event the event, JSON
	 * @return the result
	 */
	public LambdaResult invoke(byte[] event) {
		return invoke(event, this.timeout);
	}

	/**
	 * Invokes the function and waits for the result, which may be an error.
	 * @param event the event, JSON
	 * @param timeout the time until the deadline, counted from when the function takes
	 * the event
	 * @return the result
	 */
	public LambdaResult invoke(byte[] event, Duration timeout) {
		return invokeAsync(event, timeout).join();
	}

	/**
	 * Invokes the function. The invocation waits until a loop of the function is free,
	 * but never longer than its timeout.
	 * @param event the event, JSON
	 * @return the future result, which always completes
	 */
	public CompletableFuture<LambdaResult> invokeAsync(String event) {
		return invokeAsync(event.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Invokes the function. The invocation waits until a loop of the function is free,
	 * but never longer than its timeout.
	 * @param event the event, JSON
	 * @return the future result, which always completes
	 */
	public CompletableFuture<LambdaResult> invokeAsync(byte[] event) {
		return invokeAsync(event, this.timeout);
	}

	/**
	 * Invokes the function. The invocation waits until a loop of the function is free,
	 * but never longer than its timeout.
	 * @param event the event, JSON
	 * @param timeout the time until the deadline, counted from when the function takes
	 * the event
	 * @return the future result, which always completes
	 */
	public CompletableFuture<LambdaResult> invokeAsync(byte[] event, Duration timeout) {
		return this.sandbox.invoke(new RuntimeInvocation(event, timeout));
	}

	/**
	 * Continues from the checkpoint, and waits until the function is ready for its first
	 * invocation. Otherwise, the first invocation restores the function, and does not
	 * report what went wrong.
	 * @throws LambdaInitException if the function does not become ready
	 * @see LambdaRuntimeBuilder#snapStart()
	 */
	public void restore() {
		this.sandbox.restore();
	}

	/**
	 * Returns the duration of Init.
	 * @return the time from the start of the process until the runtime and all extensions
	 * have called next
	 */
	public Duration initDuration() {
		return this.sandbox.initDuration();
	}

	/**
	 * Returns the calls that the process made to the emulated APIs.
	 * @return the last 10,000 calls, in the order of their arrival
	 */
	public List<LambdaCall> calls() {
		return this.sandbox.server().calls().list();
	}

	/**
	 * Returns the process's standard output and standard error.
	 * @return the last 10,000 lines, each cut at 8,192 characters
	 */
	public String output() {
		return this.sandbox.process().output().text();
	}

	/**
	 * Waits until the process has written a line.
	 * @param text a part of the line
	 * @param timeout the maximum time to wait
	 * @return the whole line
	 * @throws IllegalStateException if the line does not come
	 */
	public String awaitLine(String text, Duration timeout) {
		return this.sandbox.process().output().awaitLine(text, timeout);
	}

	/**
	 * Sends SIGTERM to the process, and nothing else.
	 */
	public void sigterm() {
		this.sandbox.process().sigterm();
	}

	/**
	 * Waits for the process to end, and for the rest of its output.
	 * @param timeout the maximum time to wait
	 * @return the exit code
	 * @throws IllegalStateException if the process is still running
	 */
	public int awaitExit(Duration timeout) {
		return this.sandbox.process()
			.awaitExit(timeout)
			.orElseThrow(() -> new IllegalStateException("The process did not end within " + timeout));
	}

	/**
	 * Shuts the environment down as Lambda does: if an extension is registered, with
	 * SIGTERM, followed by SIGKILL after the grace time, and otherwise with SIGKILL at
	 * once.
	 * @return how the process ended
	 */
	public LambdaExit shutdown() {
		return this.sandbox.shutdown();
	}

	/**
	 * Kills the process, if it is still running, and stops the emulated APIs.
	 */
	@Override
	public void close() {
		this.sandbox.close();
	}

}
