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

package io.amgi.tests.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * The Dockerfile of a page, which is followed without Docker: a directory stands for the
 * image, and the JVM of this process for that of the base image.
 */
final class Recipe {

	private static final Path JVM = Path.of(System.getProperty("java.home"), "bin");

	private static final String BLOCK = "```dockerfile\n";

	private final List<String> instructions;

	private final String mainClass;

	private Recipe(List<String> instructions, String mainClass) {
		this.instructions = instructions;
		this.mainClass = mainClass;
	}

	/**
	 * Reads the only Dockerfile of a page.
	 * @param page the page
	 * @param mainClass the application's main class
	 * @return the recipe
	 */
	static Recipe of(Path page, Class<?> mainClass) throws IOException {
		String text = Files.readString(page);
		int start = text.indexOf(BLOCK) + BLOCK.length();
		String block = text.substring(start, text.indexOf("```", start));
		return new Recipe(block.replaceAll("\\\\\n\\s*", "").lines().toList(), mainClass.getName());
	}

	/**
	 * Builds the image.
	 * @param project the directory of the build
	 * @param image the directory of the image
	 */
	void build(Path project, Path image) throws IOException, InterruptedException {
		for (String copy : arguments("COPY").toList()) {
			String[] paths = copy.split(" ");
			Path from = project.resolve(paths[0]);
			Path to = image.resolve(paths[1]);
			FileSystemUtils.copyRecursively(from, Files.isDirectory(from) ? to : to.resolve(from.getFileName()));
		}
		run(image, only("RUN"));
	}

	private void run(Path image, String command) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(image.toFile())
			.redirectErrorStream(true);
		builder.environment().putAll(Map.of("MAIN_CLASS", this.mainClass, "PATH", JVM + ":" + System.getenv("PATH")));
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes());
		Assert.state(process.waitFor() == 0, () -> "RUN failed: " + output);
	}

	LambdaRuntimeBuilder emulator(Path image) {
		String[] command = Stream.of("ENTRYPOINT", "CMD")
			.flatMap((instruction) -> Stream.of(JsonMapper.shared().readValue(only(instruction), String[].class)))
			.map((argument) -> argument.equals("java") ? JVM.resolve(argument).toString() : argument)
			.toArray(String[]::new);
		return LambdaRuntimeEmulator.inContainer(image, command).environment("MAIN_CLASS", this.mainClass);
	}

	private String only(String instruction) {
		return arguments(instruction).reduce((one, other) -> {
			throw new IllegalStateException("Several instructions " + instruction);
		}).orElseThrow();
	}

	private Stream<String> arguments(String instruction) {
		return this.instructions.stream()
			.filter((line) -> line.startsWith(instruction + " "))
			.map((line) -> line.substring(instruction.length() + 1));
	}

}
