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
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

import io.amgi.test.template.TestTemplate.Format;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule finds a template that breaks it, in each format, and nothing in one that
 * fits.
 */
class RuleTests {

	private static ConfigurableApplicationContext application;

	@TempDir
	Path directory;

	@BeforeAll
	static void start() {
		application = ShopApplication.run("spring.amgi.on-nack=report",
				"spring.amgi.processing.after-failure=continue");
	}

	@AfterAll
	static void close() {
		application.close();
	}

	@ParameterizedTest
	@EnumSource
	void templateThatFitsHasNoFindings(Format format) {
		assertThat(new TestTemplate().read(this.directory, format)).fits(application);
	}

	@ParameterizedTest
	@MethodSource("rulesAndFormats")
	void brokenRuleIsFound(Rule rule, Format format) {
		TestTemplate template = new TestTemplate();
		spoil(template, rule);
		assertThat(template.read(this.directory, format).findings(application)).extracting(Finding::rule)
			.contains(rule);
	}

	static Stream<Arguments> rulesAndFormats() {
		return Stream.of(Rule.values())
			.flatMap((rule) -> Stream.of(Format.values())
				.filter((format) -> rule != Rule.MISSING_PERMISSIONS || format != Format.TERRAFORM)
				.map((format) -> Arguments.of(rule, format)));
	}

	private static void spoil(TestTemplate template, Rule rule) {
		Map<String, Object> mapping = template.mapping;
		Map<String, Object> function = template.function;
		Map<String, Object> variables = template.variables;
		switch (rule) {
			case INCOMPLETE_MAPPING -> mapping.remove("Topics");
			case IGNORED_PARTIAL_RESPONSE -> mapping.remove("FunctionResponseTypes");
			case POLLERS_NOT_PROVISIONED -> mapping.remove("ProvisionedPollerConfig");
			case ENDLESS_RETRIES -> {
				mapping.remove("MaximumRetryAttempts");
				mapping.remove("DestinationConfig");
			}
			case TEN_RETRIES -> mapping.put("MaximumRetryAttempts", -1);
			case DROPPED_RECORDS -> mapping.remove("DestinationConfig");
			case HEALTHY_RECORDS_GIVEN_UP -> variables.put("SPRING_AMGI_PROCESSING_AFTERFAILURE", "stop");
			case DESTINATION_IS_SOURCE -> template.destination("kafka://orders");
			case REGISTRY_WITHOUT_DESTINATION -> {
				template.registry("SOURCE");
				mapping.remove("DestinationConfig");
			}
			case RECORD_FORMAT -> {
				template.registry("JSON");
				mapping.put("Topics", List.of("shipments"));
			}
			case TOPIC_WITHOUT_CHANNEL -> mapping.put("Topics", List.of("refunds"));
			case BATCHING -> mapping.put("MaximumBatchingWindowInSeconds", 301);
			case TIMEOUT_TOO_LONG -> function.put("Timeout", 841);
			case DEADLINE_MARGIN -> function.put("Timeout", 7);
			case INVALID_SETTINGS -> variables.put("SPRING_AMGI_ONNACK", "maybe");
			case ALLOW_LISTS -> variables.put("SPRING_AMGI_ALLOWEDEVENTSOURCEARNS", TestTemplate.ARN + "-other");
			case MISSING_PERMISSIONS -> template.actions.remove("kafka-cluster:ReadData");
			case NO_NETWORK -> function.remove("VpcConfig");
			case HANDLER -> function.put("Handler", "com.example.Handler::handleRequest");
			case MAIN_CLASS -> variables.remove("MAIN_CLASS");
			case RUNTIME -> function.put("Runtime", "java17");
			case SNAP_START_WITHOUT_ALIAS ->
				function.put("SnapStart", TestTemplate.map("ApplyOn", "PublishedVersions"));
		}
	}

}
