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

package io.amgi.benchmarks.startup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * A function as it is deployed.
 *
 * @param name what to call it
 * @param directory the unpacked deployment package
 * @param environment the environment variables that it is deployed with
 * @param jvmArguments arguments beyond those that Lambda gives
 */
record Deployment(String name, Path directory, Map<String, String> environment, List<String> jvmArguments,
		boolean snapStart) {

	// A function of 1 GB: Lambda's JVM gets 85 % of it, and starts with a 64th.
	private static final String[] MEMORY = { "-Xms16m", "-Xmx870m" };

	static Deployment sample(Path root) {
		return new Deployment("sample", root.resolve("samples/orders/target/orders-lambda"),
				Map.of("MAIN_CLASS", "io.amgi.samples.orders.OrdersApplication"), List.of(), false);
	}

	static Deployment plain(Path root, String servers) {
		return new Deployment("plain", plainDirectory(root), Map.of("MAIN_CLASS",
				"io.amgi.benchmarks.plain.PlainOrdersApplication", "SPRING_KAFKA_BOOTSTRAP_SERVERS", servers),
				List.of(), false);
	}

	/**
	 * Returns the least that any function takes of an event.
	 * @param root the repository
	 * @return a function in the files of the plain one
	 */
	static Deployment least(Path root) {
		return new Deployment("least", plainDirectory(root),
				Map.of("MAIN_CLASS", "io.amgi.benchmarks.least.LeastApplication"), List.of(), false);
	}

	private static Path plainDirectory(Path root) {
		return root.resolve("benchmarks/plain-orders/target/plain-orders-lambda");
	}

	Deployment with(String name, String... jvmArguments) {
		return new Deployment(name, this.directory, this.environment, List.of(jvmArguments), this.snapStart);
	}

	/**
	 * Returns the function with its priming switched on or off, whatever the environment.
	 * @param name its name
	 * @param mode the mode of priming
	 * @return the function
	 */
	Deployment priming(String name, String mode) {
		return with(name, "-Dspring.amgi.lambda.priming.mode=" + mode, "-Dspring.amgi.lambda.priming.timeout=10s");
	}

	/**
	 * Returns the function as it is restored from a snapshot.
	 * @return the function
	 */
	Deployment restored() {
		return new Deployment(this.name, this.directory, this.environment, this.jvmArguments, true);
	}

	LambdaRuntimeEmulator start(StartupOptions options) {
		LambdaRuntimeBuilder function = LambdaRuntimeEmulator.inDirectory(this.directory)
			.javaExecutable(options.java())
			.memorySize(1024)
			.jvmArguments(MEMORY)
			.jvmArguments("-XX:TieredStopAtLevel=" + options.tier())
			.jvmArguments(this.jvmArguments.toArray(String[]::new));
		this.environment.forEach(function::environment);
		if (!this.snapStart) {
			return function.start();
		}
		LambdaRuntimeEmulator restored = function.snapStart().start();
		restored.restore();
		return restored;
	}

}
