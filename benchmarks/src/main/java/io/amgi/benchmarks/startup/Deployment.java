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
import java.util.stream.Stream;

import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * A function as it is deployed.
 *
 * @param name what to call it
 * @param files the unpacked deployment package
 * @param environment the environment variables that it is deployed with
 * @param jvmArguments arguments beyond those that Lambda gives
 * @param snapStart whether it is restored from a snapshot
 */
record Deployment(String name, FunctionPackage files, Map<String, String> environment, List<String> jvmArguments,
		boolean snapStart) {

	// A function of 1 GB: Lambda's JVM gets 85 % of it, and starts with a 64th.
	private static final String[] MEMORY = { "-Xms16m", "-Xmx870m" };

	/**
	 * Returns the function that is written with this library, without priming.
	 * @param root the repository
	 * @return the function
	 */
	static Deployment amgi(Path root) {
		return new Deployment("amgi", FunctionPackage.amgi(root),
				Map.of("MAIN_CLASS", "io.amgi.benchmarks.amgi.AmgiOrdersApplication"), List.of(), false)
			.with("amgi", "-Dspring.amgi.lambda.priming.mode=never");
	}

	static Deployment plain(Path root, String servers) {
		return new Deployment(
				"plain", FunctionPackage.plain(root), Map.of("MAIN_CLASS",
						"io.amgi.benchmarks.plain.PlainOrdersApplication", "SPRING_KAFKA_BOOTSTRAP_SERVERS", servers),
				List.of(), false);
	}

	/**
	 * Returns the least that any function takes of an event.
	 * @param root the repository
	 * @return a function in the files of the plain one
	 */
	static Deployment least(Path root) {
		return new Deployment("least", FunctionPackage.plain(root),
				Map.of("MAIN_CLASS", "io.amgi.benchmarks.least.LeastApplication"), List.of(), false);
	}

	Deployment with(String name, String... jvmArguments) {
		return new Deployment(name, this.files, this.environment,
				Stream.concat(this.jvmArguments.stream(), Stream.of(jvmArguments)).toList(), this.snapStart);
	}

	Deployment withLibraries(String library) {
		return new Deployment(this.name, this.files.with(library), this.environment, this.jvmArguments, this.snapStart);
	}

	/**
	 * Returns the function with priming, whatever the environment.
	 * @param timeout how long priming may take
	 * @return the function
	 */
	Deployment primed(String timeout) {
		return with(this.name + " primed", "-Dspring.amgi.lambda.priming.mode=always",
				"-Dspring.amgi.lambda.priming.timeout=" + timeout);
	}

	/**
	 * Returns the function as it is restored from a snapshot, with CRaC's API, by which
	 * Spring stops its beans before the snapshot and starts them after.
	 * @return the function
	 */
	Deployment restored() {
		return new Deployment(this.name, this.files.with("crac"), this.environment, this.jvmArguments, true);
	}

	LambdaRuntimeEmulator start(StartupOptions options) {
		LambdaRuntimeBuilder function = LambdaRuntimeEmulator.inDirectory(this.files.directory())
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
