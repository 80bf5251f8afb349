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
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.amgi.handler.ChannelProtocol;

import static org.assertj.core.api.Assertions.assertThat;

class PackageRulesTests {

	private static final String LIBRARY = "io.amgi";

	private static final String VIOLATIONS = "io.amgi.architecture.violation";

	private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(LIBRARY);

	private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(VIOLATIONS);

	@ParameterizedTest
	@EnumSource
	void packageUsesOnlyWhatItMay(PackageRule rule) {
		rule.in(LIBRARY).check(CLASSES);
	}

	@Test
	void everyPackageHasARule() {
		assertThat(CLASSES.stream().filter((type) -> !type.getPackageName().equals("io.amgi.autoconfigure"))).allMatch(
				(type) -> Arrays.stream(PackageRule.values()).anyMatch((rule) -> rule.classesIn(LIBRARY).test(type)));
	}

	@Test
	void protocolOfChannelsNeedsNoClients() {
		ArchRuleDefinition.noClasses()
			.that()
			.areAssignableTo(ChannelProtocol.class)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
			.check(CLASSES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "channel", "handler", "sender" })
	void applicationHalfNamesNoClients(String packageName) throws IOException {
		assertThat(sourcesWith("org\\.(apache|springframework)\\.kafka", packageName)).isEmpty();
	}

	@Test
	void onlyAutoConfigurationAndLambdaNameProperties() throws IOException {
		assertThat(sourcesWith("\\bspring\\.[a-z]", "")).isNotEmpty()
			.allMatch(
					(source) -> source.getParent().endsWith("autoconfigure") || source.getParent().endsWith("lambda"));
	}

	// A snapshot holds the state of other generators, so that all environments that are
	// restored from it would get the same numbers. Those here need not differ.
	@Test
	void idsComeFromSecureGenerators() {
		ArchRuleDefinition.noClasses()
			.that()
			.haveNameNotMatching(".*\\.(IdempotencyScopes|ParallelWrites)(\\$.*)?")
			.should()
			.dependOnClassesThat(JavaClass.Predicates.assignableTo(RandomGenerator.class)
				.and(DescribedPredicate.not(JavaClass.Predicates.assignableTo(SecureRandom.class))))
			.orShould()
			.callMethod(Math.class, "random")
			.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		packagesWithoutCycles(LIBRARY).check(CLASSES);
	}

	@Test
	void classesOfTheServerHaveNoCycles() {
		classesWithoutCycles(LIBRARY + ".server").check(CLASSES);
	}

	@Test
	void noPackageHoldsMoreThanAQuarterOfTheCode() throws IOException {
		Map<Path, Long> lines = new HashMap<>();
		sources("").forEach((file, code) -> lines.merge(file.getParent(), codeLines(code), Long::sum));
		long all = lines.values().stream().mapToLong(Long::longValue).sum();
		assertThat(lines).hasSizeGreaterThan(10).allSatisfy((folder, count) -> assertThat(count).isLessThan(all / 4));
	}

	private static List<Path> sourcesWith(String pattern, String packageName) throws IOException {
		Predicate<String> found = Pattern.compile(pattern).asPredicate();
		return sources(packageName).entrySet()
			.stream()
			.filter((source) -> found.test(source.getValue()))
			.map(Map.Entry::getKey)
			.toList();
	}

	// Returns the sources of a package and its subpackages, without comments.
	private static Map<Path, String> sources(String packageName) throws IOException {
		Map<Path, String> sources = new HashMap<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/amgi", packageName))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				sources.put(file, COMMENT.matcher(Files.readString(file)).replaceAll(""));
			}
		}
		return sources;
	}

	private static long codeLines(String code) {
		return code.lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("import ") && !line.startsWith("package "))
			.count();
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.UsesEsm", "server.UsesContext", "server.UsesJackson", "server.sub.UsesEsm",
			"esm.UsesLambdaEvents", "protocol.UsesSpring", "handler.UsesKafka", "kafka.UsesEsm",
			"kafka.UsesApplication", "lambda.UsesApplication" })
	void plantedUseIsFound(String planted) {
		String type = VIOLATIONS + "." + planted;
		PackageRule rule = PackageRule.valueOf(planted.substring(0, planted.indexOf('.')).toUpperCase(Locale.ROOT));
		assertThat(rule.in(VIOLATIONS).evaluate(PLANTED).getFailureReport().getDetails())
			.anyMatch((detail) -> detail.contains("<" + type));
	}

	@Test
	void plantedCycleOfSubpackagesIsFound() {
		assertThat(packagesWithoutCycles(VIOLATIONS).evaluate(PLANTED).getFailureReport().getDetails())
			.anyMatch((detail) -> detail.contains("server.one") && detail.contains("server.other"));
	}

	@Test
	void plantedCycleOfClassesIsFound() {
		assertThat(classesWithoutCycles(VIOLATIONS + ".server").evaluate(PLANTED).getFailureReport().getDetails())
			.anyMatch((detail) -> detail.contains("server.Hen") && detail.contains("server.Egg"));
	}

	// Treats each subpackage as a separate slice.
	private static ArchRule packagesWithoutCycles(String root) {
		return SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles();
	}

	// A scheduler and its workers call each other.
	private static ArchRule classesWithoutCycles(String packageName) {
		return SlicesRuleDefinition.slices()
			.assignedFrom(new ClassesOf(packageName))
			.should()
			.beFreeOfCycles()
			.ignoreDependency(HasName.Predicates.name("io.amgi.server.Worker"),
					HasName.Predicates.name("io.amgi.server.GroupScheduler"));
	}

	/**
	 * Each top-level class of a package, with its nested ones, as a slice.
	 *
	 * @param packageName the package
	 */
	private record ClassesOf(String packageName) implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
			return javaClass.getPackageName().equals(this.packageName)
					? SliceIdentifier.of(javaClass.getName().replaceFirst("\\$.*", "")) : SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return "classes of " + this.packageName;
		}

	}

}
