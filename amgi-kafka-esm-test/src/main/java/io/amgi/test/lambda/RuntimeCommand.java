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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the function's process as the managed runtimes do.
 *
 * @param arguments the command line
 * @param environment the whole environment
 * @param directory the working directory, whose classes and {@code lib/*.jar} the runtime
 * client's class loader covers
 */
record RuntimeCommand(List<String> arguments, Map<String, String> environment, Path directory) {

	static final String FUNCTION_VERSION = "$LATEST";

	private static final String REGION = "us-east-1";

	/**
	 * The variables that the function inherits from this JVM. Lambda would not have the
	 * others either.
	 */
	private static final List<String> INHERITED = List.of("PATH", "HOME", "TMPDIR");

	static RuntimeCommand of(LambdaRuntimeBuilder options, String runtimeApi, Path workDirectory) {
		Path directory = (options.directory != null) ? options.directory.toAbsolutePath() : workDirectory;
		List<String> jvmArguments = jvmArguments(options, workDirectory);
		Map<String, String> environment = environment(options, runtimeApi, directory);
		if (options.entryPoint.isEmpty()) {
			return new RuntimeCommand(arguments(options, jvmArguments), environment, directory);
		}
		environment.merge("JAVA_TOOL_OPTIONS", String.join(" ", jvmArguments),
				(given, arguments) -> given + " " + arguments);
		environment.put("JAVA_HOME", options.javaExecutable.resolve("../..").normalize().toString());
		return new RuntimeCommand(options.entryPoint, environment, directory);
	}

	static String functionArn(LambdaRuntimeBuilder options) {
		return "arn:aws:lambda:%s:123456789012:function:%s"
			.formatted(options.environment.getOrDefault("AWS_REGION", REGION), options.functionName);
	}

	private static List<String> jvmArguments(LambdaRuntimeBuilder options, Path workDirectory) {
		List<String> arguments = new ArrayList<>(options.jvmArguments);
		arguments.add(RuntimeClient.nativeLibraryArgument(workDirectory));
		if (options.snapStart) {
			arguments.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
		}
		return arguments;
	}

	private static List<String> arguments(LambdaRuntimeBuilder options, List<String> jvmArguments) {
		List<String> arguments = new ArrayList<>();
		arguments.add(options.javaExecutable.toString());
		arguments.addAll(jvmArguments);
		arguments.addAll(List.of("-cp", classPath(options), RuntimeClient.MAIN_CLASS, options.handler));
		return arguments;
	}

	private static String classPath(LambdaRuntimeBuilder options) {
		List<String> classPath = new ArrayList<>(options.classPath);
		classPath.addAll(RuntimeClient.jars());
		return String.join(File.pathSeparator, classPath);
	}

	private static Map<String, String> environment(LambdaRuntimeBuilder options, String runtimeApi, Path directory) {
		Map<String, String> environment = new HashMap<>(System.getenv());
		environment.keySet().retainAll(INHERITED);
		environment.put("LANG", "en_US.UTF-8");
		environment.put("TZ", ":UTC");
		environment.put("AWS_REGION", REGION);
		environment.put("AWS_DEFAULT_REGION", REGION);
		JavaVersion.of(options.javaExecutable)
			.ifPresent((version) -> environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java" + version));
		environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + options.functionName);
		environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]00000000000000000000000000000000");
		environment.putAll(options.environment);
		environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
		environment.put("AWS_LAMBDA_FUNCTION_NAME", options.functionName);
		environment.put("AWS_LAMBDA_FUNCTION_VERSION", FUNCTION_VERSION);
		environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(options.memorySize));
		environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", initializationType(options));
		environment.put("LAMBDA_TASK_ROOT", directory.toString());
		environment.put("_HANDLER", options.handler);
		if (options.maxConcurrency > 0) {
			environment.put("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(options.maxConcurrency));
		}
		return environment;
	}

	private static String initializationType(LambdaRuntimeBuilder options) {
		if (options.snapStart) {
			return "snap-start";
		}
		return (options.maxConcurrency > 0) ? "lambda-managed-instances" : "on-demand";
	}

}
