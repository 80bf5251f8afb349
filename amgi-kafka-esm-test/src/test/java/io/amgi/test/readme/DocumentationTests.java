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
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that everything the documentation refers to exists.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	private static final Pattern BOOT_VERSION = Pattern.compile("<spring-boot.version>(.+)</spring-boot.version>");

	private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

	private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");

	private static final Pattern QUESTION = Pattern.compile("/\\*\\*\\s+\\*\\s+(What|How|Why|Where|Which|When) .*");

	private static final Pattern TEST_CLASS = Pattern.compile("`\\w+(Tests|IT)`");

	@ParameterizedTest
	@MethodSource("documents")
	void linksLeadSomewhere(Path document) {
		assertThat(LINK.matcher(prose(document)).results().map((link) -> link.group(1)))
			.filteredOn((link) -> !link.startsWith("https://"))
			.allSatisfy((link) -> assertThat(target(document, link)).as("link of %s", document).exists())
			.filteredOn((link) -> link.contains(".md#") || link.startsWith("#"))
			.allSatisfy((link) -> assertThat(anchors(target(document, link))).as("anchors for %s", document)
				.contains(link.substring(link.indexOf('#') + 1)));
	}

	@Test
	void readmeIsShort() {
		assertThat(read(ROOT.resolve("README.md")).lines()).hasSizeLessThanOrEqualTo(150);
	}

	@Test
	void readmeHasTheWholePomOfTheFirstFunction() {
		assertThat(read(ROOT.resolve("README.md")))
			.contains("```xml\n" + read(ROOT.resolve("src/consumers/boot-parent/pom.xml")) + "```");
	}

	@ParameterizedTest
	@ValueSource(strings = { "amgi-kafka-esm-bom/pom.xml", "pom.xml" })
	void readmeHasTheVersionsOfSpringBootThatCiTests(String pom) {
		assertThat(BOOT_VERSION.matcher(read(ROOT.resolve(pom))).results().map((version) -> version.group(1)))
			.singleElement()
			.satisfies((version) -> assertThat(read(ROOT.resolve("README.md"))).contains("\n| " + version + " | 17"));
	}

	@ParameterizedTest
	@MethodSource("userPages")
	void userPagesNameNoTests(Path page) {
		assertThat(TEST_CLASS.matcher(prose(page)).results().map(MatchResult::group)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("messages")
	void messageThatTroubleshootingExplainsIsInTheCode(String message) throws IOException {
		try (Stream<Path> files = Files.walk(ROOT.resolve("amgi-kafka-esm-autoconfigure/src/main/java"))) {
			assertThat(files.filter((file) -> file.toString().endsWith(".java")).map(DocumentationTests::read))
				.anyMatch((code) -> code.contains(message));
		}
	}

	@Test
	void setOfPagesIsLinkedFromTheReadme() throws IOException {
		String readme = read(ROOT.resolve("README.md"));
		try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
			assertThat(pages.filter(Files::isRegularFile)).extracting((page) -> "docs/" + page.getFileName())
				.allSatisfy((page) -> assertThat(readme).contains("(" + page));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "amgi-kafka-esm-autoconfigure", "amgi-kafka-esm-test", "benchmarks", "samples" })
	void javadocOpensWithVerbOrNoun(String module) throws IOException {
		try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
			assertThat(files.filter((file) -> file.toString().endsWith(".java"))).allSatisfy(
					(file) -> assertThat(QUESTION.matcher(read(file)).results().map(MatchResult::group)).isEmpty());
		}
	}

	static List<String> messages() {
		return read(ROOT.resolve("docs/troubleshooting.md")).lines()
			.filter((line) -> line.startsWith("### `"))
			.flatMap((line) -> MESSAGE.matcher(line).results())
			.map((message) -> message.group(1))
			.toList();
	}

	static List<Path> userPages() throws IOException {
		return documents().stream()
			.filter((document) -> document.equals(ROOT.resolve("README.md"))
					|| document.getParent().equals(ROOT.resolve("docs")))
			.filter((document) -> !document.endsWith("testing.md") && !document.endsWith("local-development.md"))
			.toList();
	}

	static List<Path> documents() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			List<Path> documents = files
				.filter((file) -> file.toString().endsWith(".md") && !file.toString().contains("/target/"))
				.sorted()
				.toList();
			assertThat(documents).hasSizeGreaterThan(10);
			return documents;
		}
	}

	private static Path target(Path document, String link) {
		String path = link.replaceFirst("#.*", "");
		return path.isEmpty() ? document : document.resolveSibling(path).normalize();
	}

	// Derives the anchors as GitHub does.
	private static List<String> anchors(Path document) {
		return HEADING.matcher(prose(document))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
			.toList();
	}

	private static String prose(Path document) {
		return read(document).replaceAll("(?s)```.*?```", "");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
