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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * An unpacked deployment package, which may have further libraries.
 *
 * @param root the repository
 * @param name the name of the package
 * @param libraries the further libraries, if there are any
 */
record FunctionPackage(Path root, String name, String libraries) {

	static FunctionPackage amgi(Path root) {
		return new FunctionPackage(root, "amgi-orders", "");
	}

	static FunctionPackage plain(Path root) {
		return new FunctionPackage(root, "plain-orders", "");
	}

	FunctionPackage with(String libraries) {
		return new FunctionPackage(this.root, this.name, libraries);
	}

	Path zip() {
		return target(this.name).resolve(this.name + "-lambda.zip");
	}

	/**
	 * Returns the package's directory. Further libraries are in a directory of links
	 * beside it.
	 * @return the directory
	 */
	Path directory() {
		Path files = target(this.name).resolve(this.name + "-lambda");
		return this.libraries.isEmpty() ? files : linked(files);
	}

	private Path target(String module) {
		return this.root.resolve("benchmarks").resolve(module).resolve("target");
	}

	private Path linked(Path files) {
		Path directory = target(this.name).resolve(this.name + "-" + this.libraries);
		try {
			FileSystemUtils.deleteRecursively(directory);
			Files.createDirectories(directory.resolve("lib"));
			link(children(files).stream().filter((file) -> !file.endsWith("lib")).toList(), directory);
			link(children(files.resolve("lib")), directory.resolve("lib"));
			link(children(target("amgi-orders").resolve("libraries").resolve(this.libraries)),
					directory.resolve("lib"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return directory;
	}

	private static List<Path> children(Path directory) throws IOException {
		try (var children = Files.list(directory)) {
			return children.toList();
		}
	}

	private static void link(List<Path> files, Path directory) throws IOException {
		for (Path file : files) {
			Files.createSymbolicLink(directory.resolve(file.getFileName()), file);
		}
	}

}
