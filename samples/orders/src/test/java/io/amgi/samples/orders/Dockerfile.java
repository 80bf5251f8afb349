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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;
import tools.jackson.databind.json.JsonMapper;

/**
 * Executes a Dockerfile without Docker, as far as the sample's needs it: a stage is a
 * directory, and the JVM of this process stands for the base image.
 */
final class Dockerfile {

	private final Path context;

	private final Path root;

	private final Map<String, ImageStage> stages = new HashMap<>();

	private Dockerfile(Path context, Path root) {
		this.context = context;
		this.root = root;
	}

	/**
	 * Builds the content of the image.
	 * @param context the directory of the Dockerfile
	 * @param root the directory for the stages
	 * @return the last stage
	 */
	static ImageStage build(Path context, Path root) throws IOException, InterruptedException {
		Dockerfile dockerfile = new Dockerfile(context, root);
		ImageStage stage = null;
		for (String line : Files.readAllLines(context.resolve("Dockerfile"))) {
			if (!line.isBlank() && !line.startsWith("#")) {
				String[] words = line.split(" ", 2);
				stage = dockerfile.follow(stage, words[0], words[1]);
			}
		}
		return stage;
	}

	private ImageStage follow(ImageStage stage, String instruction, String arguments)
			throws IOException, InterruptedException {
		switch (instruction) {
			case "FROM" -> {
				return from(arguments.split(" (AS )?"));
			}
			case "WORKDIR" -> stage.workDirectory(arguments);
			case "COPY" -> copy(stage, arguments.split(" "));
			case "ENV" -> stage.environment(arguments);
			case "RUN" -> stage.run(list(arguments));
			case "ENTRYPOINT" -> stage.entryPoint(list(arguments));
			case "CMD" -> stage.command(list(arguments));
			default -> throw new IllegalStateException("Unknown instruction " + instruction);
		}
		return stage;
	}

	private ImageStage from(String[] names) throws IOException {
		Path directory = Files.createDirectory(this.root.resolve("stage-" + this.stages.size()));
		ImageStage base = this.stages.get(names[0]);
		ImageStage stage = (base != null) ? base.in(directory) : new ImageStage(directory);
		this.stages.put((names.length > 1) ? names[1] : "", stage);
		return stage;
	}

	private void copy(ImageStage stage, String[] words) throws IOException {
		if (words[0].startsWith("--from=")) {
			ImageStage from = this.stages.get(words[0].substring("--from=".length()));
			stage.copy(from.path(words[1]), words[2], List.of());
			return;
		}
		Assert.state(words.length == 2, "Only one source is supported");
		stage.copy(this.context.resolve(words[0]), words[1], ignored());
	}

	private List<Path> ignored() throws IOException {
		return Files.readAllLines(this.context.resolve(".dockerignore"))
			.stream()
			.filter((line) -> !line.startsWith("*") && !line.startsWith("!"))
			.map(this.context::resolve)
			.toList();
	}

	private static List<String> list(String json) {
		return List.of(JsonMapper.shared().readValue(json, String[].class));
	}

}
