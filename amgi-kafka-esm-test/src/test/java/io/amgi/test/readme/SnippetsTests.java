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

package io.amgi.test.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the Java code in the documentation is taken from code that compiles: that of
 * this package, or of the sample.
 */
class SnippetsTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final List<Path> SOURCES = List.of(Path.of("src/test/java/io/amgi/test/readme"),
			ROOT.resolve("samples/orders/src"), ROOT.resolve("samples/first-function/src"));

	@ParameterizedTest
	@MethodSource("snippets")
	void snippetIsInCodeThatCompiles(String snippet) throws IOException {
		assertThat(code()).contains(snippet);
	}

	static Stream<String> snippets() throws IOException {
		List<Path> documents = Stream.concat(Stream.of(ROOT.resolve("README.md")), files(ROOT.resolve("docs"), ".md"))
			.toList();
		assertThat(documents).hasSizeGreaterThan(2);
		return documents.stream()
			.flatMap((document) -> SNIPPET.matcher(read(document)).results())
			.map((snippet) -> normalize(snippet.group(1)));
	}

	private static String code() throws IOException {
		StringBuilder code = new StringBuilder();
		for (Path directory : SOURCES) {
			files(directory, ".java").map(SnippetsTests::read).map(SnippetsTests::normalize).forEach(code::append);
		}
		return code.toString();
	}

	private static Stream<Path> files(Path directory, String suffix) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).sorted().toList().stream();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String normalize(String code) {
		return code.strip().replaceAll("\\s+", " ");
	}

}
