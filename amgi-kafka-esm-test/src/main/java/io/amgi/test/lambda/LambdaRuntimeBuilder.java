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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Configures and starts a {@link LambdaRuntimeEmulator}, with Lambda's defaults.
 */
public final class LambdaRuntimeBuilder {

	final @Nullable Path directory;

	final List<String> classPath;

	final List<String> entryPoint;

	final Map<String, String> environment = new HashMap<>();

	final List<String> jvmArguments = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

	String handler = "org.springframework.cloud.function.adapter.aws.FunctionInvoker";

	String functionName = "function";

	int memorySize = 512;

	int maxConcurrency;

	boolean snapStart;

	Path javaExecutable = Path.of(System.getProperty("java.home"), "bin", "java");

	Duration initTimeout = Duration.ofSeconds(30);

	Duration timeout = Duration.ofSeconds(30);

	Duration shutdownGrace = Duration.ofMillis(500);

	LambdaAnswer extensionRegister = LambdaAnswer.regular();

	LambdaAnswer extensionNext = LambdaAnswer.regular();

	LambdaRuntimeBuilder(@Nullable Path directory, List<String> classPath) {
		this(directory, classPath, List.of());
	}

	private LambdaRuntimeBuilder(@Nullable Path directory, List<String> classPath, List<String> entryPoint) {
		this.directory = directory;
		this.classPath = classPath;
		this.entryPoint = entryPoint;
	}

	// The entry point gives the JVM's arguments itself.
	static LambdaRuntimeBuilder ofContainer(Path directory, List<String> entryPoint) {
		return new LambdaRuntimeBuilder(directory, List.of(), entryPoint).clearJvmArguments();
	}

	/**
	 * Sets the handler.
	 * @param handler a class name, or {@code class::method}; Spring Cloud Function's
	 * {@code FunctionInvoker} by default
	 * @return this builder
	 */
	public LambdaRuntimeBuilder handler(String handler) {
		this.handler = handler;
		return this;
	}

	/**
	 * Sets the handler.
	 * @param handler a class that implements one of Lambda's handler interfaces
	 * @return this builder
	 */
	public LambdaRuntimeBuilder handler(Class<?> handler) {
		return handler(handler.getName());
	}

	/**
	 * Sets the application class, as environment variable {@code MAIN_CLASS}.
	 * @param mainClass the name of the class with {@code @SpringBootApplication}
	 * @return this builder
	 */
	public LambdaRuntimeBuilder mainClass(String mainClass) {
		return environment("MAIN_CLASS", mainClass);
	}

	/**
	 * Sets the application class, as environment variable {@code MAIN_CLASS}.
	 * @param mainClass the class with {@code @SpringBootApplication}
	 * @return this builder
	 */
	public LambdaRuntimeBuilder mainClass(Class<?> mainClass) {
		return mainClass(mainClass.getName());
	}

	/**
	 * Adds an environment variable. This JVM's own environment does not reach the
	 * function.
	 * @param name the name of the variable
	 * @param value the value of the variable
	 * @return this builder
	 */
	public LambdaRuntimeBuilder environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	/**
	 * Adds arguments after those that Lambda gives to the JVM. In a container, they are
	 * part of the environment variable {@code JAVA_TOOL_OPTIONS}, after any value that is
	 * set here. They precede the entry point's arguments and must not contain blanks.
	 * @param arguments the arguments to add
	 * @return this builder
	 */
	public LambdaRuntimeBuilder jvmArguments(String... arguments) {
		this.jvmArguments.addAll(List.of(arguments));
		return this;
	}

	/**
	 * Drops the arguments given so far, including Lambda's serial collector and
	 * restriction to the first compiler.
	 * @return this builder
	 */
	public LambdaRuntimeBuilder clearJvmArguments() {
		this.jvmArguments.clear();
		return this;
	}

	/**
	 * Sets the JVM to run in. In a container, the entry point finds it in the environment
	 * variable {@code JAVA_HOME}.
	 * @param javaExecutable the {@code java} executable, that of this JVM by default
	 * @return this builder
	 */
	public LambdaRuntimeBuilder javaExecutable(Path javaExecutable) {
		this.javaExecutable = javaExecutable;
		return this;
	}

	/**
	 * Sets the function's name.
	 * @param functionName the name
	 * @return this builder
	 */
	public LambdaRuntimeBuilder functionName(String functionName) {
		this.functionName = functionName;
		return this;
	}

	/**
	 * Sets the memory size that the function sees. It is not enforced.
	 * @param megabytes the memory size in MB, 512 by default
	 * @return this builder
	 */
	public LambdaRuntimeBuilder memorySize(int megabytes) {
		this.memorySize = megabytes;
		return this;
	}

	/**
	 * Sets the maximum number of concurrent invocations, as on Lambda Managed Instances.
	 * There, an invocation that times out does not end the process.
	 * @param maxConcurrency the number of loops that ask for invocations; by default 1,
	 * as on Lambda otherwise
	 * @return this builder
	 */
	public LambdaRuntimeBuilder maxConcurrency(int maxConcurrency) {
		this.maxConcurrency = maxConcurrency;
		return this;
	}

	/**
	 * Initializes for a snapshot: the function starts up to the checkpoint, and continues
	 * with {@link LambdaRuntimeEmulator#restore()}.
	 * @return this builder
	 */
	public LambdaRuntimeBuilder snapStart() {
		this.snapStart = true;
		return this;
	}

	/**
	 * Sets the time limit of Init and of Restore.
	 * @param initTimeout the time; 30 seconds by default, since test machines are slower
	 * than the 10 seconds that Lambda grants
	 * @return this builder
	 */
	public LambdaRuntimeBuilder initTimeout(Duration initTimeout) {
		this.initTimeout = initTimeout;
		return this;
	}

	/**
	 * Sets the time limit of an invocation.
	 * @param timeout the function's timeout, 30 seconds by default
	 * @return this builder
	 */
	public LambdaRuntimeBuilder timeout(Duration timeout) {
		this.timeout = timeout;
		return this;
	}

	/**
	 * Sets the time that the process may take to end after SIGTERM.
	 * @param shutdownGrace the time from SIGTERM to SIGKILL; 500 ms by default, as Lambda
	 * grants with an internal extension
	 * @return this builder
	 */
	public LambdaRuntimeBuilder shutdownGrace(Duration shutdownGrace) {
		this.shutdownGrace = shutdownGrace;
		return this;
	}

	/**
	 * Sets the answer to the registration of an extension.
	 * @param answer the answer
	 * @return this builder
	 */
	public LambdaRuntimeBuilder extensionRegister(LambdaAnswer answer) {
		this.extensionRegister = answer;
		return this;
	}

	/**
	 * Sets the answer to an extension that asks for the next event. By default, there is
	 * no event.
	 * @param answer the answer
	 * @return this builder
	 */
	public LambdaRuntimeBuilder extensionNext(LambdaAnswer answer) {
		this.extensionNext = answer;
		return this;
	}

	/**
	 * Starts the function, and waits until it is ready for its first invocation or, with
	 * {@link #snapStart()}, for the checkpoint.
	 * @return the running function
	 * @throws LambdaInitException if the function does not become ready
	 */
	public LambdaRuntimeEmulator start() {
		RuntimeSandbox sandbox = new RuntimeSandbox(this);
		try {
			sandbox.init();
			return new LambdaRuntimeEmulator(sandbox, this.timeout);
		}
		catch (RuntimeException ex) {
			sandbox.close();
			throw ex;
		}
	}

}
