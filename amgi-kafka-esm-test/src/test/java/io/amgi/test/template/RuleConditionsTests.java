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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

import io.amgi.test.template.TestTemplate.Format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests the conditions of rules that have several.
 */
class RuleConditionsTests {

	private static final List<String> KAFKA_ACTIONS = List.of("kafka-cluster:Connect", "kafka-cluster:DescribeGroup",
			"kafka-cluster:AlterGroup", "kafka-cluster:DescribeTopic", "kafka-cluster:ReadData",
			"kafka-cluster:DescribeClusterDynamicConfiguration", "kafka-cluster:WriteData");

	private static ConfigurableApplicationContext application;

	@TempDir
	private Path directory;

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
	@MethodSource
	void brokenConditionIsFound(Condition condition) {
		assertThat(findings(condition)).extracting(Finding::rule, Finding::property)
			.contains(tuple(condition.rule(), condition.property()));
	}

	static Stream<Condition> brokenConditionIsFound() {
		return Stream.of(incomplete(), pollers(), retries(), formats(), batches(), functions(), permissions())
			.flatMap(List::stream);
	}

	@ParameterizedTest
	@MethodSource
	void fulfilledConditionIsNotFound(Condition condition) {
		assertThat(findings(condition)).extracting(Finding::rule).doesNotContain(condition.rule());
	}

	static Stream<Condition> fulfilledConditionIsNotFound() {
		return Stream.of(condition(Rule.HEALTHY_RECORDS_GIVEN_UP, "BisectBatchOnFunctionError", (template) -> {
			template.variables.put("SPRING_AMGI_ONNACK", "error");
			template.mapping.put("BisectBatchOnFunctionError", true);
		}), condition(Rule.HEALTHY_RECORDS_GIVEN_UP, "BatchSize", (template) -> {
			template.variables.put("SPRING_AMGI_ONNACK", "error");
			template.mapping.put("BatchSize", 1);
		}), setting(Rule.BATCHING, "BatchSize", 10_000), setting(Rule.BATCHING, "MaximumBatchingWindowInSeconds", 300),
				condition(Rule.RECORD_FORMAT, "EventRecordFormat", (template) -> {
					template.registry("JSON");
					template.variables.put("SPRING_AMGI_PAYLOAD_EVENTRECORDFORMAT", "json");
				}), condition(Rule.TIMEOUT_TOO_LONG, "Timeout", (template) -> template.function.put("Timeout", 840)));
	}

	private List<Finding> findings(Condition condition) {
		TestTemplate template = new TestTemplate();
		condition.spoil().accept(template);
		return template.read(this.directory, Format.CLOUDFORMATION).findings(application);
	}

	private static List<Condition> incomplete() {
		return List.of(
				condition(Rule.INCOMPLETE_MAPPING, "EventSourceArn",
						(template) -> template.mapping.remove("EventSourceArn")),
				condition(Rule.INCOMPLETE_MAPPING, "Topics", (template) -> template.mapping.put("Topics", List.of())));
	}

	// Each setting alone needs provisioned pollers.
	private static List<Condition> pollers() {
		return List.of(alone("FunctionResponseTypes", List.of("ReportBatchItemFailures")),
				alone("MaximumRetryAttempts", 5), alone("MaximumRecordAgeInSeconds", 600),
				alone("BisectBatchOnFunctionError", true),
				alone("DestinationConfig",
						TestTemplate.map("OnFailure", TestTemplate.map("Destination", "kafka://orders-failed"))),
				condition(Rule.POLLERS_NOT_PROVISIONED, "SchemaRegistryConfig", (template) -> {
					removePollers(template);
					template.registry("SOURCE");
				}));
	}

	private static Condition alone(String property, Object value) {
		return condition(Rule.POLLERS_NOT_PROVISIONED, property, (template) -> {
			removePollers(template);
			template.mapping.put(property, value);
		});
	}

	private static void removePollers(TestTemplate template) {
		template.mapping.keySet()
			.removeAll(List.of("ProvisionedPollerConfig", "FunctionResponseTypes", "MaximumRetryAttempts",
					"DestinationConfig"));
	}

	private static List<Condition> retries() {
		return List.of(condition(Rule.DROPPED_RECORDS, "DestinationConfig", (template) -> {
			template.mapping.keySet().removeAll(List.of("DestinationConfig", "MaximumRetryAttempts"));
			template.mapping.put("MaximumRecordAgeInSeconds", 600);
		}), condition(Rule.TEN_RETRIES, "MaximumRetryAttempts",
				(template) -> template.mapping.remove("MaximumRetryAttempts")),
				condition(Rule.HEALTHY_RECORDS_GIVEN_UP, "BisectBatchOnFunctionError",
						(template) -> template.variables.put("SPRING_AMGI_ONNACK", "error")),
				condition(Rule.HEALTHY_RECORDS_GIVEN_UP, "MaximumRetryAttempts",
						(template) -> template.variables.put("SPRING_AMGI_PROCESSING_AFTERFAILURE", "stop")));
	}

	private static List<Condition> formats() {
		String format = "SchemaRegistryConfig.EventRecordFormat";
		return List.of(condition(Rule.RECORD_FORMAT, format, (template) -> {
			template.registry("SOURCE");
			template.variables.put("SPRING_AMGI_PAYLOAD_EVENTRECORDFORMAT", "json");
		}), condition(Rule.RECORD_FORMAT, format, (template) -> {
			template.registry("JSON");
			template.mapping.put("Topics", List.of("shipments"));
		}));
	}

	private static List<Condition> batches() {
		return List.of(setting(Rule.BATCHING, "BatchSize", 0), setting(Rule.BATCHING, "BatchSize", 10_001),
				setting(Rule.BATCHING, "MaximumBatchingWindowInSeconds", -1),
				setting(Rule.BATCHING, "MaximumBatchingWindowInSeconds", 301),
				condition(Rule.BATCHING, "MaximumBatchingWindowInSeconds", (template) -> {
					template.mapping.put("MaximumRecordAgeInSeconds", 60);
					template.mapping.put("MaximumBatchingWindowInSeconds", 60);
				}));
	}

	private static List<Condition> functions() {
		return List.of(
				condition(Rule.HANDLER, "Handler",
						(template) -> template.function.put("Handler", "java.lang.String::length")),
				condition(Rule.MAIN_CLASS, "Environment.Variables.MAIN_CLASS",
						(template) -> template.variables.put("MAIN_CLASS", "com.example.Missing")),
				condition(Rule.RUNTIME, "Runtime", (template) -> template.function.put("Runtime", "java8.al2")),
				condition(Rule.RUNTIME, "Runtime", (template) -> template.function.put("Runtime", "java11")),
				condition(Rule.DEADLINE_MARGIN, "Timeout", (template) -> template.function.remove("Timeout")));
	}

	private static List<Condition> permissions() {
		List<Condition> conditions = new ArrayList<>();
		KAFKA_ACTIONS.forEach((action) -> conditions.add(missing(action, (template) -> {
			template.actions.clear();
			template.actions.addAll(KAFKA_ACTIONS);
			template.actions.remove(action);
		})));
		conditions
			.add(missing("sqs:SendMessage", (template) -> template.destination("arn:aws:sqs:eu-west-1:1:failed")));
		conditions.add(missing("sns:Publish", (template) -> template.destination("arn:aws:sns:eu-west-1:1:failed")));
		conditions.add(missing("s3:PutObject", (template) -> template.destination("arn:aws:s3:::failed")));
		conditions.add(missing("s3:ListBucket", (template) -> template.destination("arn:aws:s3:::failed")));
		conditions.add(missing("secretsmanager:GetSecretValue", (template) -> template.mapping.put(
				"SourceAccessConfigurations",
				List.of(TestTemplate.map("Type", "SASL_SCRAM_512_AUTH", "URI", "arn:aws:secretsmanager:secret")))));
		return conditions;
	}

	private static Condition missing(String action, Consumer<TestTemplate> spoil) {
		return condition(Rule.MISSING_PERMISSIONS, "Policies (%s)".formatted(action), spoil);
	}

	private static Condition setting(Rule rule, String property, Object value) {
		return condition(rule, property, (template) -> template.mapping.put(property, value));
	}

	private static Condition condition(Rule rule, String property, Consumer<TestTemplate> spoil) {
		return new Condition(rule, property, spoil);
	}

	/**
	 * A condition and how to break it.
	 *
	 * @param rule the rule
	 * @param property the property that the finding names
	 * @param spoil breaks the condition in a template that fits
	 */
	record Condition(Rule rule, String property, Consumer<TestTemplate> spoil) {

		@Override
		public String toString() {
			return this.rule + " " + this.property;
		}

	}

}
