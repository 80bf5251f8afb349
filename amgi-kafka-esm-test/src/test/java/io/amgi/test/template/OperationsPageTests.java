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
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/operations.md} has each rule, with a citation, or a test of the same name
 * in {@code TemplateRulesTests}.
 */
class OperationsPageTests {

	private final String page = read(Path.of("../docs/operations.md"));

	@ParameterizedTest
	@EnumSource
	void ruleIsCitedOrTested(Rule rule) {
		String evidence = evidence(rule);
		assertThat(evidence).containsPattern("\\]\\(|\\*tested\\*");
		if (evidence.contains("*tested*")) {
			assertThat(tests()).anyMatch((test) -> test.equalsIgnoreCase(rule.name().replace("_", "")));
		}
	}

	private String evidence(Rule rule) {
		List<String> rows = this.page.lines().filter((line) -> line.startsWith("| `" + rule + "` |")).toList();
		assertThat(rows).hasSize(1);
		return rows.get(0).substring(rows.get(0).lastIndexOf(" | "));
	}

	private static Stream<String> tests() {
		return Stream
			.of(ClassUtils.resolveClassName("io.amgi.test.mapping.TemplateRulesTests", null).getDeclaredMethods())
			.filter((method) -> AnnotatedElementUtils.hasAnnotation(method, Test.class))
			.map(Method::getName);
	}

	private static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
