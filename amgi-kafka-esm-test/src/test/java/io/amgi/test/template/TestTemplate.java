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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/**
 * A template that fits {@link ShopApplication}, to be spoiled and to be written in each
 * format.
 */
final class TestTemplate {

	static final String ARN = "arn:aws:kafka:eu-west-1:123456789012:cluster/shop/8a5e";

	private static final Set<String> BLOCKS = Set.of("Environment", "VpcConfig", "SnapStart", "DestinationConfig",
			"OnFailure", "ProvisionedPollerConfig", "AmazonManagedKafkaEventSourceConfig", "SchemaRegistryConfig",
			"SelfManagedEventSource");

	private static final Map<String, String> NAMES = Map.of("Destination", "destination_arn", "SchemaRegistryURI",
			"schema_registry_uri", "SchemaValidationConfigs", "schema_validation_config", "SourceAccessConfigurations",
			"source_access_configuration");

	final Map<String, Object> function = new LinkedHashMap<>();

	final Map<String, Object> mapping = new LinkedHashMap<>();

	final Map<String, Object> variables = new LinkedHashMap<>();

	final List<String> actions = new ArrayList<>(List.of("kafka-cluster:Connect", "kafka-cluster:*Group",
			"kafka-cluster:Describe*", "kafka-cluster:ReadData", "kafka-cluster:WriteData*"));

	TestTemplate() {
		this.function.put("Runtime", "java21");
		this.function.put("Timeout", 60);
		this.function.put("Handler", "org.springframework.cloud.function.adapter.aws.FunctionInvoker");
		this.function.put("Environment", map("Variables", this.variables));
		this.function.put("VpcConfig", map("SubnetIds", List.of("subnet-1"), "SecurityGroupIds", List.of("sg-1")));
		this.variables.put("MAIN_CLASS", ShopApplication.class.getName());
		this.mapping.put("EventSourceArn", ARN);
		this.mapping.put("Topics", List.of("orders"));
		this.mapping.put("StartingPosition", "TRIM_HORIZON");
		this.mapping.put("BatchSize", 100);
		this.mapping.put("ProvisionedPollerConfig", map("MinimumPollers", 1));
		this.mapping.put("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
		this.mapping.put("MaximumRetryAttempts", 5);
		destination("kafka://orders-failed");
	}

	void destination(String destination) {
		this.mapping.put("DestinationConfig", map("OnFailure", map("Destination", destination)));
	}

	void registry(String format) {
		this.mapping.put("SchemaRegistryConfig", map("SchemaRegistryURI", "https://registry.example.com",
				"EventRecordFormat", format, "SchemaValidationConfigs", List.of(map("Attribute", "VALUE"))));
	}

	static Map<String, Object> map(Object... entries) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put((String) entries[i], entries[i + 1]);
		}
		return map;
	}

	FunctionMappings read(Path directory, Format format) {
		try {
			Path file = Files.writeString(directory.resolve("template"), format.write(this));
			return EventSourceMappingTemplates.of(file).function(format.function);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	enum Format {

		SAM("Orders") {

			@Override
			String write(TestTemplate template) {
				Map<String, Object> event = new LinkedHashMap<>(template.mapping);
				event.put("Stream", event.remove("EventSourceArn"));
				Map<String, Object> properties = new LinkedHashMap<>(template.function);
				properties.put("Events", map("Placed", map("Type", "MSK", "Properties", event)));
				properties.put("Policies", List.of(map("Statement", List.of(statement(template)))));
				return new Yaml().dump(map("Transform", "AWS::Serverless-2016-10-31", "Resources",
						map("Orders", map("Type", "AWS::Serverless::Function", "Properties", properties))));
			}

		},
		CLOUDFORMATION("Orders") {

			@Override
			String write(TestTemplate template) {
				Map<String, Object> properties = new LinkedHashMap<>(template.function);
				properties.put("Role", map("Fn::GetAtt", List.of("Role", "Arn")));
				Map<String, Object> mapping = nested(template);
				mapping.put("FunctionName", map("Ref", "Orders"));
				Map<String, Object> role = map("ManagedPolicyArns",
						List.of(map("Fn::Join",
								List.of("",
										List.of("arn:", map("Ref", "AWS::Partition"),
												":iam::aws:policy/service-role/AWSLambdaMSKExecutionRole")))),
						"Policies", List.of(map("PolicyName", "kafka", "PolicyDocument",
								map("Statement", List.of(statement(template))))));
				return json(map("Resources",
						map("Orders", map("Type", "AWS::Lambda::Function", "Properties", properties), "Role",
								map("Type", "AWS::IAM::Role", "Properties", role), "Placed",
								map("Type", "AWS::Lambda::EventSourceMapping", "Properties", mapping))));
			}

		},
		TERRAFORM("aws_lambda_function.orders") {

			@Override
			String write(TestTemplate template) {
				Map<String, Object> mapping = nested(template);
				Map<String, Object> placed = map("address", "aws_lambda_event_source_mapping.placed", "type",
						"aws_lambda_event_source_mapping", "change",
						map("after", terraform(mapping), "after_unknown", map("function_name", true, "id", true)));
				Map<String, Object> orders = map("address", this.function, "type", "aws_lambda_function", "change",
						map("after", terraform(template.function), "after_unknown", map("arn", true)));
				Map<String, Object> expressions = map("function_name",
						map("references", List.of("aws_lambda_function.orders.arn", "aws_lambda_function.orders")));
				return json(map("format_version", "1.2", "resource_changes", List.of(orders, placed), "configuration",
						map("root_module", map("resources", List.of(map("address",
								"aws_lambda_event_source_mapping.placed", "expressions", expressions))))));
			}

		};

		final String function;

		Format(String function) {
			this.function = function;
		}

		abstract String write(TestTemplate template);

		private static Map<String, Object> statement(TestTemplate template) {
			return map("Effect", "Allow", "Action", List.copyOf(template.actions), "Resource", "*");
		}

		private static Map<String, Object> nested(TestTemplate template) {
			Map<String, Object> mapping = new LinkedHashMap<>(template.mapping);
			Object registry = mapping.remove("SchemaRegistryConfig");
			if (registry != null) {
				mapping.put("AmazonManagedKafkaEventSourceConfig", map("SchemaRegistryConfig", registry));
			}
			return mapping;
		}

		private static Object terraform(Object value) {
			if (value instanceof List<?> list) {
				return list.stream().map(Format::terraform).toList();
			}
			if (!(value instanceof Map<?, ?> map)) {
				return value;
			}
			Map<String, Object> block = new LinkedHashMap<>();
			map.forEach((key, child) -> {
				String name = NAMES.getOrDefault((String) key, snakeCase((String) key));
				Object converted = key.equals("Variables") ? child : terraform(child);
				block.put(name, BLOCKS.contains(key) ? Arrays.asList(converted) : converted);
			});
			return block;
		}

		private static String snakeCase(String name) {
			return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
		}

		private static String json(Object value) {
			return JsonMapper.shared().writeValueAsString(value);
		}

	}

}
