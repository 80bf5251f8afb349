package io.amgi.architecture;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.amgi.architecture.violation.protocol.Violation;

import static org.assertj.core.api.Assertions.assertThat;

class PackageRulesTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.amgi");

	private static final String[] SPRING = { "org.apache.commons.logging..", "org.springframework.aop..",
			"org.springframework.beans..", "org.springframework.context..", "org.springframework.core..",
			"org.springframework.stereotype..", "org.springframework.util..", "org.springframework.validation.." };

	private static final String MESSAGING = "org.springframework.messaging..";

	private static final String LAMBDA = "com.amazonaws.services.lambda.runtime..";

	@ParameterizedTest
	@MethodSource("rules")
	void packageUsesOnlyWhatItMay(ArchRule rule) {
		rule.check(CLASSES);
	}

	static Stream<ArchRule> rules() {
		return Stream.of(rule("protocol"), rule("lifespan", SPRING, "io.amgi.protocol"),
				rule("channel", SPRING, "io.amgi.protocol", MESSAGING),
				rule("handler", SPRING, "io.amgi.channel", "io.amgi.sender", "io.amgi.protocol", MESSAGING,
						"org.reactivestreams..", "reactor.core..", "jakarta.validation.."),
				rule("sender", SPRING, "io.amgi.protocol", MESSAGING),
				rule("esm", SPRING, "io.amgi.protocol", "tools.jackson..", LAMBDA),
				rule("kafka", SPRING, "io.amgi.protocol", "io.amgi.channel", "io.amgi.handler", "io.amgi.esm",
						MESSAGING, "org.springframework.kafka..", "org.apache.kafka.."),
				rule("lambda", SPRING, "io.amgi.protocol", "io.amgi.esm", "io.amgi.lifespan", "io.amgi.handler", LAMBDA,
						"org.springframework.cloud.function..", MESSAGING));
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching("io.amgi.(*)..").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void plantedViolationIsFound() {
		JavaClasses planted = new ClassFileImporter().importClasses(Violation.class);
		assertThat(rule("architecture.violation.protocol").evaluate(planted).hasViolation()).isTrue();
	}

	private static ArchRule rule(String name, String[] spring, String... others) {
		return rule(name, Stream.concat(Stream.of(spring), Stream.of(others)).toArray(String[]::new));
	}

	private static ArchRule rule(String name, String... others) {
		String own = "io.amgi." + name;
		Stream<String> allowed = Stream.concat(Stream.of(own, "java..", "org.jspecify.annotations.."),
				Stream.of(others));
		return ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(own)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(allowed.toArray(String[]::new));
	}

}
