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

package io.amgi.test.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Templates are input: what is no template says so, without its text.
 */
class HostileTemplatesTests {

	private static final String BOMB = IntStream.range(1, 10)
		.mapToObj((level) -> "a%d: &a%d [%s]\n".formatted(level, level,
				IntStream.range(0, 9).mapToObj((i) -> "*a" + (level - 1)).collect(Collectors.joining(", "))))
		.collect(Collectors.joining("", "a0: &a0 [hunter2]\n", "Resources: *a9\n"));

	// Below the bound on aliases: 24 of them unfold to 16 million values.
	private static final String QUIET_BOMB = IntStream.range(1, 25)
		.mapToObj((level) -> "  a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1))
		.collect(Collectors.joining("", "Resources:\n  a0: &a0 [hunter2]\n", ""));

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "", "text", "- a list", "Resources: {A: [}", "Resources: {A: hunter2", "Resources: {}",
			"{\"Resources\":", "{\"Resources\":{},\"Resources\":{}}", "Resources: {A: 1, A: 2}",
			"a: &a [*a]\nResources: {A: *a}", "Resources: !!javax.script.ScriptEngineManager [hunter2]",
			"Resources: {A: !!java.net.URL [hunter2]}" })
	void textThatIsNoTemplateIsRefused(String text) {
		assertInvalid(text);
	}

	@Test
	void bombsAreNotUnfolded() {
		assertInvalid(BOMB);
		assertInvalid(QUIET_BOMB);
	}

	@Test
	void deepNestingIsRefused() {
		assertInvalid("Resources: " + "[".repeat(20_000) + "]".repeat(20_000));
		assertInvalid("{\"Resources\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");
	}

	@Test
	void templateBeyondTheLimitIsRefused() {
		assertInvalid("#" + "x".repeat(TemplateReader.MAX_SIZE));
	}

	@Test
	void templateOfFiveMegabytesIsRead() {
		String resources = IntStream.range(0, 2_500)
			.mapToObj((i) -> "  R%d: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub '%s'}}\n".formatted(i,
					"x".repeat(2_000)))
			.collect(Collectors.joining("", "Resources:\n  Orders: {Type: AWS::Lambda::Function}\n", ""));
		assertThat(resources.length()).isGreaterThan(4_500_000);
		assertThat(templates(resources).function().getName()).isEqualTo("Orders");
	}

	@Test
	void unknownTagsAreData() {
		assertThat(templates("Resources: {Orders: {Type: AWS::Lambda::Function, Properties: !Strange {A: !Other [b]}}}")
			.function()
			.getName()).isEqualTo("Orders");
	}

	@Test
	void aliasesAreResolved() {
		EventSourceMappingTemplates templates = templates("""
				Common: &common {Type: AWS::Lambda::Function}
				Resources: {Orders: *common}
				""");
		assertThat(templates.function().getName()).isEqualTo("Orders");
	}

	@Test
	void namesAreEscaped() {
		assertThat(templates("{\"Resources\":{\"Orders\\nforged\":{\"Type\":\"AWS::Lambda::Function\"}}}").function()
			.getName()).doesNotContain("\n");
	}

	private void assertInvalid(String text) {
		assertThatExceptionOfType(InvalidTemplateException.class).isThrownBy(() -> templates(text))
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hunter2"));
	}

	private EventSourceMappingTemplates templates(String text) {
		try {
			return EventSourceMappingTemplates.of(Files.writeString(this.directory.resolve("template"), text));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
