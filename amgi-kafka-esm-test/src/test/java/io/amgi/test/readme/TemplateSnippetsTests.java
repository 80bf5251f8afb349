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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.amgi.channel.AmgiChannel;
import io.amgi.test.template.EventSourceMappingTemplates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that mappings in the documentation, and the one to run on AWS, fit an application
 * that reports failures.
 */
class TemplateSnippetsTests {

	private static final Pattern MAPPING = Pattern.compile("```yaml\n(Events:.*?)```", Pattern.DOTALL);

	private static final String FUNCTION = """
			Parameters: {ClusterArn: {Type: String}}
			Resources:
			  Orders:
			    Type: AWS::Serverless::Function
			    Properties:
			      PackageType: Image
			      Timeout: 60
			""";

	@TempDir
	Path directory;

	@Test
	void mappingsOfTheDocumentationFit() throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			List<String> mappings = mappings();
			assertThat(mappings).isNotEmpty();
			for (String mapping : mappings) {
				Path template = Files.writeString(this.directory.resolve("template.yaml"),
						FUNCTION + mapping.indent(6));
				assertThat(EventSourceMappingTemplates.of(template)).fits(context);
			}
		}
	}

	@Test
	void templateToBeRunOnAwsFits() {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(EventSourceMappingTemplates.of(Path.of("../samples/verify-on-aws/template.yaml"))).fits(context);
		}
	}

	private static List<String> mappings() throws IOException {
		try (Stream<Path> docs = Files.list(Path.of("../docs"))) {
			return Stream.concat(Stream.of(Path.of("../README.md")), docs.filter(Files::isRegularFile).sorted())
				.flatMap((document) -> MAPPING.matcher(read(document)).results())
				.map((MatchResult result) -> result.group(1))
				.toList();
		}
	}

	private static String read(Path document) {
		try {
			return Files.readString(document);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(Reporting.class)
			.properties("spring.main.web-application-type=none", "spring.amgi.on-nack=report",
					"spring.amgi.processing.after-failure=continue")
			.run();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Reporting {

		@AmgiChannel("orders")
		void placed(String order) {
		}

	}

}
