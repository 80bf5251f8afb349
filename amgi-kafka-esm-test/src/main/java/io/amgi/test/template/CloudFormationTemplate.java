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
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A template of CloudFormation or SAM, as written by hand or synthesised by CDK.
 */
final class CloudFormationTemplate {

	private static final String SAM_FUNCTION = "AWS::Serverless::Function";

	private static final Set<String> FUNCTIONS = Set.of(SAM_FUNCTION, "AWS::Lambda::Function");

	private static final Set<String> QUALIFIED = Set.of("AWS::Lambda::Alias", "AWS::Lambda::Version");

	private final Map<String, TemplateValue> resources;

	CloudFormationTemplate(Map<?, ?> template) {
		Map<?, ?> raw = Intrinsics.map(template.get("Resources"));
		if (raw.isEmpty()) {
			throw new InvalidTemplateException("A template must have 'Resources', or be a Terraform plan as JSON");
		}
		Map<?, ?> globals = Intrinsics.map(Intrinsics.map(template.get("Globals")).get("Function"));
		Map<Object, Object> merged = new LinkedHashMap<>();
		raw.forEach((id, resource) -> merged.put(id, withGlobals(resource, globals)));
		this.resources = new Intrinsics(template).resolve(merged).entries();
	}

	private static @Nullable Object withGlobals(@Nullable Object resource, Map<?, ?> globals) {
		Map<?, ?> function = Intrinsics.map(resource);
		if (!SAM_FUNCTION.equals(function.get("Type"))) {
			return resource;
		}
		Map<Object, Object> merged = new LinkedHashMap<>(function);
		merged.put("Properties", merge(globals, Intrinsics.map(function.get("Properties"))));
		return merged;
	}

	private static Object merge(@Nullable Object global, @Nullable Object own) {
		if (global instanceof Map<?, ?> globals && own instanceof Map<?, ?> owns) {
			Map<Object, Object> merged = new LinkedHashMap<>(globals);
			owns.forEach((name, value) -> merged.merge(name, value, CloudFormationTemplate::merge));
			return merged;
		}
		if (global instanceof List<?> globals && own instanceof List<?> owns) {
			List<Object> merged = new ArrayList<>(globals);
			merged.addAll(owns);
			return merged;
		}
		return (own != null) ? own : Map.of();
	}

	TemplateContent content() {
		List<FunctionResource> functions = new ArrayList<>();
		this.resources.forEach((id, resource) -> {
			String type = resource.get("Type").text();
			if (type != null && FUNCTIONS.contains(type)) {
				functions.add(function(id, type, resource.get("Properties")));
			}
		});
		boolean unlinked = this.resources.values()
			.stream()
			.filter(CloudFormationTemplate::isMapping)
			.anyMatch((mapping) -> functions.stream().noneMatch((function) -> invokes(mapping, function.id())));
		return new TemplateContent(functions, unlinked);
	}

	private FunctionResource function(String id, String type, TemplateValue properties) {
		List<MappingResource> mappings = new ArrayList<>();
		boolean alias = properties.get("AutoPublishAlias").isAbsent();
		properties.get("Events").entries().forEach((name, event) -> {
			if (event.get("Type").isText("MSK") || event.get("Type").isText("SelfManagedKafka")) {
				mappings.add(new MappingResource(id + ".Events." + name, event.get("Properties"), alias));
			}
		});
		this.resources.forEach((name, resource) -> {
			if (isMapping(resource) && invokes(resource, id)) {
				mappings.add(new MappingResource(name, resource.get("Properties"), isLatest(resource, id)));
			}
		});
		return new FunctionResource(id, properties, mappings, permissions(type, properties, mappings));
	}

	private Permissions permissions(String type, TemplateValue properties, List<MappingResource> mappings) {
		TemplateValue role = properties.get("Role");
		String reference = role.reference();
		if (reference != null && this.resources.containsKey(reference)) {
			return PermissionsCollector.ofRole(reference, this.resources);
		}
		return (type.equals(SAM_FUNCTION) && role.isAbsent())
				? PermissionsCollector.ofGeneratedRole(properties.get("Policies"), mappings) : Permissions.UNKNOWN;
	}

	private static boolean isMapping(TemplateValue resource) {
		return resource.get("Type").isText("AWS::Lambda::EventSourceMapping")
				&& MappingResource.isKafka(resource.get("Properties"));
	}

	private boolean invokes(TemplateValue mapping, String function) {
		TemplateValue target = mapping.get("Properties", "FunctionName");
		String reference = target.reference();
		if (reference != null) {
			return function.equals(reference) || isAliasOf(reference, function);
		}
		String name = target.text();
		String own = this.resources.getOrDefault(function, TemplateValue.UNKNOWN)
			.get("Properties", "FunctionName")
			.text();
		return name != null && own != null && (name.equals(own) || name.startsWith(own + ":")
				|| name.endsWith(":function:" + own) || name.contains(":function:" + own + ":"));
	}

	private boolean isAliasOf(String reference, String function) {
		TemplateValue resource = this.resources.getOrDefault(reference, TemplateValue.UNKNOWN);
		String type = resource.get("Type").text();
		if (type == null) {
			// SAM's generated alias
			return reference.startsWith(function + "Alias");
		}
		return QUALIFIED.contains(type) && function.equals(resource.get("Properties", "FunctionName").reference());
	}

	private static boolean isLatest(TemplateValue mapping, String function) {
		TemplateValue target = mapping.get("Properties", "FunctionName");
		return function.equals(target.reference()) && target.prefix().isEmpty() && target.suffix().isEmpty();
	}

}
