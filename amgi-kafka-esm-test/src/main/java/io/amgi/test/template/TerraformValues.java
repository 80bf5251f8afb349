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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Converts a planned resource of Terraform's AWS provider to CloudFormation's shape.
 */
final class TerraformValues {

	// Blocks that Terraform writes as lists of at most one element.
	private static final Set<String> BLOCKS = Set.of("environment", "vpc_config", "snap_start", "destination_config",
			"on_failure", "provisioned_poller_config", "amazon_managed_kafka_event_source_config",
			"self_managed_kafka_event_source_config", "schema_registry_config", "self_managed_event_source",
			"filter_criteria", "logging_config", "metrics_config", "tracing_config");

	// Maps whose keys are the user's own.
	private static final Set<String> MAPS = Set.of("variables", "endpoints", "tags", "tags_all");

	private static final Map<String, String> NAMES = Map.of("destination_arn", "Destination",
			"source_access_configuration", "SourceAccessConfigurations", "uri", "URI", "schema_registry_uri",
			"SchemaRegistryURI", "schema_validation_config", "SchemaValidationConfigs", "access_config",
			"AccessConfigs");

	/**
	 * Returns a property's name in Terraform.
	 * @param property the name in CloudFormation
	 * @return the name
	 */
	static String snakeCase(String property) {
		return (property.contains("(") || property.contains("MAIN_CLASS")) ? property
				: property.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
	}

	TemplateValue resource(Map<?, ?> after, @Nullable Object unknown) {
		return block(after, unknown);
	}

	private TemplateValue block(Map<?, ?> after, @Nullable Object unknown) {
		Map<String, TemplateValue> entries = new LinkedHashMap<>();
		for (Object key : keys(after, unknown)) {
			String name = String.valueOf(key);
			TemplateValue value = value(name, after.get(key), Intrinsics.map(unknown).get(key));
			entries.put(name(name), value);
		}
		return TemplateValue.of(entries, false);
	}

	private static Set<Object> keys(Map<?, ?> after, @Nullable Object unknown) {
		Set<Object> keys = new LinkedHashSet<>(after.keySet());
		keys.addAll(Intrinsics.map(unknown).keySet());
		return keys;
	}

	private static String name(String name) {
		String special = NAMES.get(name);
		if (special != null) {
			return special;
		}
		StringBuilder pascal = new StringBuilder();
		for (String word : name.split("_")) {
			pascal.append(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
		}
		return pascal.toString();
	}

	private TemplateValue value(String name, @Nullable Object after, @Nullable Object unknown) {
		if (Boolean.TRUE.equals(unknown)) {
			return TemplateValue.UNKNOWN;
		}
		if (name.equals("endpoints")) {
			return endpoints(Intrinsics.map(after));
		}
		if (MAPS.contains(name)) {
			return map(after, unknown);
		}
		if (BLOCKS.contains(name) && after instanceof List<?> blocks) {
			List<?> flags = (unknown instanceof List<?> list) ? list : List.of();
			return blocks.isEmpty() ? (flags.isEmpty() ? TemplateValue.ABSENT : TemplateValue.UNKNOWN)
					: value("", blocks.get(0), flags.isEmpty() ? null : flags.get(0));
		}
		return (after instanceof List<?> list) ? list(list, unknown)
				: (after instanceof Map<?, ?> map) ? block(map, unknown) : TemplateValue.of(after);
	}

	private TemplateValue list(List<?> after, @Nullable Object unknown) {
		List<?> flags = (unknown instanceof List<?> list) ? list : List.of();
		List<TemplateValue> elements = new ArrayList<>();
		for (int i = 0; i < after.size(); i++) {
			elements.add(value("", after.get(i), (i < flags.size()) ? flags.get(i) : null));
		}
		return TemplateValue.of(elements);
	}

	private static TemplateValue map(@Nullable Object after, @Nullable Object unknown) {
		if (after == null && !(unknown instanceof Map)) {
			return TemplateValue.ABSENT;
		}
		Map<?, ?> known = Intrinsics.map(after);
		Map<String, TemplateValue> entries = new LinkedHashMap<>();
		for (Object key : keys(known, unknown)) {
			boolean later = Boolean.TRUE.equals(Intrinsics.map(unknown).get(key));
			entries.put(String.valueOf(key), later ? TemplateValue.SET : TemplateValue.of(known.get(key)));
		}
		return TemplateValue.of(entries, false);
	}

	private static TemplateValue endpoints(Map<?, ?> endpoints) {
		Object servers = endpoints.get("KAFKA_BOOTSTRAP_SERVERS");
		if (servers == null) {
			return TemplateValue.SET;
		}
		List<TemplateValue> list = Arrays.stream(servers.toString().split(","))
			.map(String::trim)
			.map(TemplateValue::of)
			.toList();
		return TemplateValue.of(Map.of("KafkaBootstrapServers", TemplateValue.of(list)), false);
	}

}
