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

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Templates that were not written for this project.
 */
class RealTemplatesTests {

	private static final Set<Rule> JAVA_RULES = Set.of(Rule.DEADLINE_MARGIN, Rule.INVALID_SETTINGS, Rule.HANDLER,
			Rule.MAIN_CLASS, Rule.RUNTIME);

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		application = ShopApplication.run("spring.amgi.on-nack=report");
	}

	@AfterAll
	static void close() {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sam-function_with_msk.yaml:MyMskStreamProcessor",
			"sam-function_with_msk_s3_onfailure_dest.yaml:MyMskStreamProcessor",
			"sam-function_with_msk_with_intrinsics.yaml:MyMskStreamProcessor",
			"sam-function_with_self_managed_kafka.yaml:KafkaFunction",
			"sam-self_managed_kafka_with_mtls_auth.yaml:KafkaFunction",
			"sam-error_missing_topics_for_self_managed_kafka.yaml:KafkaFunction",
			"sam-function_with_msk_with_schema_registry_config.yaml:MyMskStreamProcessorWithGlueSchemaAndIamAuth",
			"sam-function_with_msk_with_schema_registry_config.yaml:MyMskStreamProcessorWithGlueSchemaAndBasicAuth",
			"sam-function_with_msk_with_schema_registry_config.yaml:MyMskStreamProcessorWithConfluentSchemaAndBasicAuth",
			"sam-function_with_msk_with_schema_registry_config.yaml:MyMskStreamProcessorWithOnlySchemaRegistry",
			"pattern-msk-lambda.yaml:TopicConsumerFunction",
			"pattern-msk-lambda-iam-java-sam.yaml:LambdaMSKConsumerJavaFunction",
			"pattern-lambda-esm-msk-filters-sam.yaml:FilterMultiplePatternsFunction" })
	void mappingThatDoesNotReadReportsIsFound(String template) {
		String[] name = template.split(":");
		assertThat(rules(name[0], name[1])).contains(Rule.IGNORED_PARTIAL_RESPONSE);
	}

	@Test
	void mappingThatReadsReportsIsNotFound() {
		assertThat(rules("cdk-kafka-error-handling.json", "ErrorHandlingFunctionC7AA2D94"))
			.doesNotContain(Rule.IGNORED_PARTIAL_RESPONSE, Rule.POLLERS_NOT_PROVISIONED)
			.contains(Rule.DROPPED_RECORDS);
	}

	@Test
	void destinationWithoutProvisionedPollersIsFound() {
		assertThat(rules("sam-function_with_msk_s3_onfailure_dest.yaml", "MyMskStreamProcessor"))
			.contains(Rule.POLLERS_NOT_PROVISIONED);
	}

	@Test
	void registryWithoutProvisionedPollersOrDestinationIsFound() {
		assertThat(rules("sam-function_with_msk_with_schema_registry_config.yaml",
				"MyMskStreamProcessorWithOnlySchemaRegistry"))
			.contains(Rule.POLLERS_NOT_PROVISIONED, Rule.REGISTRY_WITHOUT_DESTINATION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sam-function_with_msk.yaml:MyMskStreamProcessor",
			"sam-function_with_self_managed_kafka.yaml:KafkaFunction",
			"pattern-msk-lambda.yaml:TopicConsumerFunction" })
	void mappingWithoutSuchSettingsNeedsNoProvisionedPollers(String template) {
		String[] name = template.split(":");
		assertThat(rules(name[0], name[1])).doesNotContain(Rule.POLLERS_NOT_PROVISIONED);
	}

	@Test
	void templateWithoutTopicsIsInvalid() {
		assertThat(rules("sam-error_missing_topics_for_self_managed_kafka.yaml", "KafkaFunction"))
			.contains(Rule.INCOMPLETE_MAPPING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sam-function_with_msk.yaml:MyMskStreamProcessor",
			"sam-function_with_self_managed_kafka.yaml:KafkaFunction", "pattern-msk-lambda.yaml:TopicConsumerFunction",
			"pattern-lambda-esm-msk-filters-sam.yaml:NoFilterFunction",
			"cdk-kafka-error-handling.json:ErrorHandlingFunctionC7AA2D94" })
	void functionInAnotherLanguageIsNotJudgedByJavasRules(String template) {
		String[] name = template.split(":");
		assertThat(rules(name[0], name[1])).doesNotContainAnyElementsOf(JAVA_RULES);
	}

	@Test
	void javaFunctionWithItsOwnHandlerIsFound() {
		assertThat(rules("pattern-msk-lambda-iam-java-sam.yaml", "LambdaMSKConsumerJavaFunction"))
			.contains(Rule.HANDLER)
			.doesNotContain(Rule.RUNTIME);
	}

	@Test
	void parameterWithDefaultIsKnown() {
		assertThat(findings("sam-function_with_msk_with_intrinsics.yaml", "MyMskStreamProcessor"))
			.anySatisfy((finding) -> assertThat(finding.toString()).contains("Topics[0]"));
	}

	@Test
	void severalFunctionsWithoutAChoiceFailWithTheirNames() {
		EventSourceMappingTemplates templates = EventSourceMappingTemplates
			.of(path("pattern-lambda-esm-msk-filters-sam.yaml"));
		assertThatIllegalStateException().isThrownBy(() -> assertThat(templates).fits(application))
			.withMessageContaining("NoFilterFunction, FilterEventsFunction");
	}

	private static List<Rule> rules(String template, String function) {
		return findings(template, function).stream().map(Finding::rule).toList();
	}

	private static List<Finding> findings(String template, String function) {
		return EventSourceMappingTemplates.of(path(template)).function(function).findings(application);
	}

	private static Path path(String template) {
		return Path.of("src/test/resources/templates/real", template);
	}

}
