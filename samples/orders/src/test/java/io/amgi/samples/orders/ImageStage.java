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

package io.amgi.samples.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.util.Assert;

import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * Content of a container image's stage, under a directory that stands for its root.
 */
final class ImageStage {

	private final Path root;

	private final Map<String, String> environment = new HashMap<>();

	private Path workDirectory;

	private List<String> entryPoint = List.of();

	private List<String> command = List.of();

	ImageStage(Path root) {
		this.root = root;
		this.workDirectory = root;
	}

	/**
	 * Creates a stage that starts from this one.
	 * @param directory the root of the new stage
	 * @return the stage
	 */
	ImageStage in(Path directory) throws IOException {
		ImageStage stage = new ImageStage(directory);
		stage.copy(this.root, "/", List.of());
		stage.workDirectory = stage.path("/" + this.root.relativize(this.workDirectory));
		stage.environment.putAll(this.environment);
		stage.entryPoint = this.entryPoint;
		stage.command = this.command;
		return stage;
	}

	Path path(String path) {
		return (path.startsWith("/")) ? this.root.resolve(path.substring(1)) : this.workDirectory.resolve(path);
	}

	void workDirectory(String path) throws IOException {
		this.workDirectory = Files.createDirectories(path(path));
	}

	void environment(String assignment) {
		String[] parts = assignment.split("=", 2);
		this.environment.put(parts[0], parts[1]);
	}

	void entryPoint(List<String> entryPoint) {
		this.entryPoint = entryPoint;
	}

	void command(List<String> command) {
		this.command = command;
	}

	// Keeps times and permissions, as Docker does.
	void copy(Path from, String to, List<Path> ignored) throws IOException {
		Path target = path(to);
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.filter((file) -> ignored.stream().noneMatch(file::startsWith)).toList()) {
				Path copy = target.resolve(from.relativize(file).toString());
				if (!Files.isDirectory(copy)) {
					Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
				}
			}
		}
	}

	void run(List<String> command) throws IOException, InterruptedException {
		Path log = this.root.resolveSibling(this.root.getFileName() + ".log");
		int code = new ProcessBuilder(inRoot(command)).directory(this.workDirectory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start()
			.waitFor();
		Assert.state(code == 0, () -> "RUN ended with exit code %d, see %s".formatted(code, log));
	}

	private List<String> inRoot(List<String> command) {
		Assert.state(command.get(0).equals("java"), "Only the JVM is supported");
		List<String> result = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
		command.stream()
			.skip(1)
			.map((argument) -> argument.replaceAll("(^|:)/", "$1" + this.root + "/"))
			.forEach(result::add);
		return result;
	}

	/**
	 * Runs the image.
	 * @return a builder for the run
	 */
	LambdaRuntimeBuilder emulator() {
		LambdaRuntimeBuilder builder = LambdaRuntimeEmulator.inContainer(this.workDirectory,
				Stream.concat(this.entryPoint.stream(), this.command.stream()).toArray(String[]::new));
		this.environment.forEach(builder::environment);
		return builder;
	}

}
