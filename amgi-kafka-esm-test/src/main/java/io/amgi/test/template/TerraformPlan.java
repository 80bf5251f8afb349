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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A Terraform plan, as {@code terraform show -json} writes it. Values that Terraform
 * knows only after the deployment are unknown. The configuration's references determine
 * the function that a mapping invokes.
 */
final class TerraformPlan {

	private static final String FUNCTION = "aws_lambda_function";

	private static final String MAPPING = "aws_lambda_event_source_mapping";

	private static final Set<String> QUALIFIED = Set.of("aws_lambda_alias");

	private final Map<String, TemplateValue> functions = new LinkedHashMap<>();

	private final Map<String, TemplateValue> mappings = new LinkedHashMap<>();

	private final Map<String, List<String>> references = new LinkedHashMap<>();

	TerraformPlan(Map<?, ?> plan) {
		list(plan.get("resource_changes")).forEach((change) -> add(Intrinsics.map(change)));
		Map<?, ?> configuration = Intrinsics.map(plan.get("configuration"));
		addReferences("", Intrinsics.map(configuration.get("root_module")), Map.of(), 0);
	}

	static boolean isPlan(Map<?, ?> template) {
		return template.containsKey("resource_changes") || template.containsKey("planned_values");
	}

	private static List<?> list(@Nullable Object raw) {
		return (raw instanceof List<?> list) ? list : List.of();
	}

	private void add(Map<?, ?> resource) {
		Map<?, ?> change = Intrinsics.map(resource.get("change"));
		if (!(change.get("after") instanceof Map<?, ?> after) || "data".equals(resource.get("mode"))) {
			return;
		}
		String address = String.valueOf(resource.get("address"));
		TemplateValue properties = new TerraformValues().resource(after, change.get("after_unknown"));
		if (FUNCTION.equals(resource.get("type"))) {
			this.functions.put(address, properties);
		}
		else if (MAPPING.equals(resource.get("type")) && MappingResource.isKafka(properties)) {
			this.mappings.put(address, properties);
		}
	}

	private void addReferences(String prefix, Map<?, ?> module, Map<?, ?> arguments, int depth) {
		for (Object element : list(module.get("resources"))) {
			Map<?, ?> resource = Intrinsics.map(element);
			Map<?, ?> expressions = Intrinsics.map(resource.get("expressions"));
			this.references.put(prefix + resource.get("address"),
					references(expressions.get("function_name")).flatMap((name) -> resolve(prefix, name, arguments))
						.toList());
		}
		if (depth < 10) {
			Intrinsics.map(module.get("module_calls")).forEach((name, element) -> {
				Map<?, ?> call = Intrinsics.map(element);
				addReferences(prefix + "module." + name + ".", Intrinsics.map(call.get("module")),
						Intrinsics.map(call.get("expressions")), depth + 1);
			});
		}
	}

	private static Stream<String> references(@Nullable Object expression) {
		return list(Intrinsics.map(expression).get("references")).stream().map(String::valueOf);
	}

	// Resolves a module's variable to the caller's argument.
	private static Stream<String> resolve(String prefix, String reference, Map<?, ?> arguments) {
		if (!reference.startsWith("var.")) {
			return Stream.of(prefix + reference);
		}
		String caller = prefix.replaceFirst("module\\.[^.]+\\.$", "");
		return references(arguments.get(reference.substring("var.".length()).split("[.\\[]", 2)[0]))
			.map((name) -> caller + name);
	}

	TemplateContent content() {
		List<FunctionResource> resources = new ArrayList<>();
		Set<String> linked = new LinkedHashSet<>();
		this.functions.forEach((address, properties) -> {
			List<MappingResource> own = this.mappings.entrySet()
				.stream()
				.filter((mapping) -> invokes(mapping.getKey(), mapping.getValue(), address, properties))
				.peek((mapping) -> linked.add(mapping.getKey()))
				.map((mapping) -> new MappingResource(mapping.getKey(), mapping.getValue(), isLatest(mapping.getKey())))
				.toList();
			resources.add(new FunctionResource(address, properties, own, Permissions.UNKNOWN));
		});
		return new TemplateContent(resources, !linked.containsAll(this.mappings.keySet()));
	}

	private boolean invokes(String mapping, TemplateValue properties, String function,
			TemplateValue functionProperties) {
		if (targets(mapping).anyMatch((target) -> target.equals(withoutIndexes(function)))) {
			return true;
		}
		String name = properties.get("FunctionName").text();
		String own = functionProperties.get("FunctionName").text();
		return name != null && own != null && (name.equals(own) || name.startsWith(own + ":")
				|| name.endsWith(":function:" + own) || name.contains(":function:" + own + ":"));
	}

	private Stream<String> targets(String mapping) {
		return references(mapping).flatMap((target) -> isQualified(target) ? references(target) : Stream.of(target));
	}

	private Stream<String> references(String address) {
		return this.references.getOrDefault(withoutIndexes(address), List.of()).stream().map(TerraformPlan::resource);
	}

	private boolean isLatest(String mapping) {
		List<String> targets = this.references.getOrDefault(withoutIndexes(mapping), List.of());
		return targets.stream().anyMatch((target) -> target.contains(FUNCTION + ".")) && targets.stream()
			.noneMatch((target) -> isQualified(resource(target)) || target.contains("qualified"));
	}

	private static boolean isQualified(String address) {
		return QUALIFIED.stream()
			.anyMatch((type) -> address.startsWith(type + ".") || address.contains("." + type + "."));
	}

	// "module.a.aws_lambda_function.orders.arn" refers to
	// "module.a.aws_lambda_function.orders".
	private static String resource(String reference) {
		String plain = withoutIndexes(reference);
		int type = Math.max(plain.indexOf(FUNCTION + "."), plain.indexOf("aws_lambda_alias."));
		if (type < 0) {
			return plain;
		}
		String[] parts = plain.substring(type).split("\\.");
		return plain.substring(0, type) + parts[0] + "." + ((parts.length > 1) ? parts[1] : "");
	}

	private static String withoutIndexes(String address) {
		return address.replaceAll("\\[[^]]*]", "");
	}

}
