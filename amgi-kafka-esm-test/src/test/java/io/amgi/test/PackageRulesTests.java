package io.amgi.test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class PackageRulesTests {

	private static final String KIT = "io.amgi.test";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(KIT);

	@Test
	void packagesUseEachOtherInOneDirection() {
		Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInAnyPackage(KIT + "..")
			.layer("local")
			.definedBy(KIT + ".local..")
			.layer("mapping")
			.definedBy(KIT + ".mapping..")
			.layer("lambda")
			.definedBy(KIT + ".lambda..")
			.layer("template")
			.definedBy(KIT + ".template..")
			.layer("idempotency")
			.definedBy(KIT + ".idempotency..")
			.layer("client")
			.definedBy(KIT)
			.whereLayer("local")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("lambda")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("idempotency")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("idempotency")
			.mayNotAccessAnyLayer()
			.whereLayer("lambda")
			.mayNotAccessAnyLayer()
			.whereLayer("mapping")
			.mayOnlyBeAccessedByLayers("local")
			.whereLayer("template")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("template")
			.mayNotAccessAnyLayer()
			.whereLayer("client")
			.mayNotAccessAnyLayer()
			.ensureAllClassesAreContainedInArchitecture()
			.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching("io.amgi.(**)").should().beFreeOfCycles().check(CLASSES);
	}

}
