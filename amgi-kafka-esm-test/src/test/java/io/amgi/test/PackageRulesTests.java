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
