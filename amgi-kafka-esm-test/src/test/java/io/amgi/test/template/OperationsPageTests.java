package io.amgi.test.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/operations.md} has each rule, with a citation or the name of a test.
 */
class OperationsPageTests {

	private static final Pattern TEST = Pattern.compile("`TemplateRulesTests\\.(\\w+)`");

	private final String page = read(Path.of("../docs/operations.md"));

	@ParameterizedTest
	@EnumSource
	void ruleIsCitedOrTested(Rule rule) {
		List<String> rows = this.page.lines().filter((line) -> line.startsWith("| `" + rule + "` |")).toList();
		assertThat(rows).singleElement()
			.satisfies((row) -> assertThat(row.substring(row.lastIndexOf(" | "))).containsPattern("\\]\\(|Tests"));
	}

	@Test
	void testsThatThePageNamesExist() throws Exception {
		List<String> tests = Arrays
			.stream(Class.forName("io.amgi.test.mapping.TemplateRulesTests").getDeclaredMethods())
			.map((method) -> method.getName())
			.toList();
		assertThat(TEST.matcher(this.page).results().map((result) -> result.group(1))).isNotEmpty()
			.allSatisfy((name) -> assertThat(tests).contains(name));
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
