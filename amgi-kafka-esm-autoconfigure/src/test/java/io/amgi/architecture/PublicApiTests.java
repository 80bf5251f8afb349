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

package io.amgi.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the public API with a list in a file, so that it changes only on purpose. The
 * system property {@code public-api.write} rewrites the file.
 */
class PublicApiTests {

	private static final Path FILE = Path.of("src/test/resources/public-api.txt");

	private static final Set<String> NO_API = Set.of("io.amgi.internal", "io.amgi.autoconfigure");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPath(Path.of("target/classes"));

	@Test
	void publicApiIsTheListedOne() throws IOException {
		List<String> api = CLASSES.stream()
			.filter(PublicApiTests::isApi)
			.flatMap(PublicApiTests::lines)
			.sorted()
			.toList();
		if (Boolean.getBoolean("public-api.write")) {
			Files.write(FILE, api);
		}
		assertThat(api).hasSizeGreaterThan(100).containsExactlyElementsOf(Files.readAllLines(FILE));
	}

	private static boolean isApi(JavaClass type) {
		return !NO_API.contains(type.getPackageName()) && !type.isAnonymousClass() && isVisible(type);
	}

	private static boolean isVisible(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(PublicApiTests::isVisible).orElse(true);
	}

	private static Stream<String> lines(JavaClass type) {
		return Stream.concat(Stream.of(type.getName()),
				type.getMembers().stream().filter((member) -> isVisible(type, member)).map(PublicApiTests::line));
	}

	// Nobody can call a protected constructor or method of a final class.
	private static boolean isVisible(JavaClass type, JavaMember member) {
		Set<JavaModifier> modifiers = member.getModifiers();
		return !modifiers.contains(JavaModifier.SYNTHETIC) && !modifiers.contains(JavaModifier.BRIDGE) && (modifiers
			.contains(JavaModifier.PUBLIC)
				|| (modifiers.contains(JavaModifier.PROTECTED) && !type.getModifiers().contains(JavaModifier.FINAL)));
	}

	private static String line(JavaMember member) {
		if (member instanceof JavaCodeUnit unit) {
			return unit.getFullName() + ": " + unit.getRawReturnType().getName();
		}
		return member.getFullName() + ": " + ((JavaField) member).getRawType().getName();
	}

}
