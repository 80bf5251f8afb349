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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the documentation with the sample and with the configuration metadata.
 */
class DocumentationTests {

	// A cell that contains nothing but code is a default.
	private static final Pattern PROPERTY = Pattern
		.compile("^\\| `(spring\\.amgi\\.[^`]+)` \\| (?:`([^`|]+)`|[^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

	private static final Path DOCS = Path.of("..", "..", "docs");

	@Test
	void testIsTheSamplesCode() {
		String test = read(Path.of("src/test/java/io/amgi/samples/orders/OrdersTests.java"));
		int end = test.indexOf("\t}\n", test.indexOf("@Test")) + "\t}\n".length();
		assertThat(read(DOCS.resolve("testing.md")))
			.contains("```java\n" + test.substring(test.indexOf("@AmgiChannelTest"), end) + "```");
	}

	@Test
	void configurationTableIsTheMetadata() throws IOException {
		assertThat(documented()).isEqualTo(metadata());
	}

	private Map<String, String> documented() {
		Map<String, String> properties = new TreeMap<>();
		PROPERTY.matcher(read(DOCS.resolve("configuration.md")))
			.results()
			.forEach((MatchResult row) -> properties.put(row.group(1),
					Objects.requireNonNullElse(row.group(2), "") + ": " + row.group(3)));
		return properties;
	}

	private static Map<String, String> metadata() throws IOException {
		Map<String, String> properties = new TreeMap<>();
		for (URL url : metadataFiles()) {
			try (InputStream metadata = url.openStream()) {
				JsonMapper.shared()
					.readTree(metadata)
					.path("properties")
					.forEach((property) -> add(property, properties));
			}
		}
		return properties;
	}

	private static List<URL> metadataFiles() throws IOException {
		ClassLoader classLoader = DocumentationTests.class.getClassLoader();
		return new ArrayList<>(
				Collections.list(classLoader.getResources("META-INF/spring-configuration-metadata.json")));
	}

	private static void add(JsonNode property, Map<String, String> properties) {
		String name = property.path("name").asString();
		if (name.startsWith("spring.amgi.") && !property.has("deprecation")) {
			properties.put(name,
					property.path("defaultValue").asString("") + ": " + property.path("description").asString());
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
