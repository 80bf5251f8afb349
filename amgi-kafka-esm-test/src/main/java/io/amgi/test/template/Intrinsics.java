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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Resolves CloudFormation's intrinsic functions as far as the template alone determines
 * their values. Parameters have their defaults.
 */
final class Intrinsics {

	private static final int MAX_NODES = 500_000;

	private static final int MAX_DEPTH = 200;

	private static final Set<String> KNOWN_TRANSFORMS = Set.of("AWS::Serverless-2016-10-31", "AWS::LanguageExtensions");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

	private final Map<?, ?> parameters;

	// A macro over the whole template may add anything anywhere.
	private final boolean open;

	private int nodes;

	private int depth;

	Intrinsics(Map<?, ?> template) {
		this.parameters = map(template.get("Parameters"));
		this.open = hasMacro(template.get("Transform"));
	}

	private static boolean hasMacro(@Nullable Object transform) {
		List<?> transforms = (transform instanceof List<?> list) ? list
				: (transform != null) ? List.of(transform) : List.of();
		return !transforms.stream().allMatch((name) -> name instanceof String && KNOWN_TRANSFORMS.contains(name));
	}

	static Map<?, ?> map(@Nullable Object raw) {
		return (raw instanceof Map<?, ?> map) ? map : Map.of();
	}

	TemplateValue resolve(@Nullable Object raw) {
		if (++this.nodes > MAX_NODES || this.depth > MAX_DEPTH) {
			throw new InvalidTemplateException(
					"A template must not be deeper than %d levels or unfold to more than %d values".formatted(MAX_DEPTH,
							MAX_NODES));
		}
		this.depth++;
		try {
			return (raw instanceof Map<?, ?> map) ? resolveMap(map) : (raw instanceof List<?> list)
					? TemplateValue.of(list.stream().map(this::resolve).toList()) : TemplateValue.of(raw);
		}
		finally {
			this.depth--;
		}
	}

	private TemplateValue resolveMap(Map<?, ?> map) {
		if (map.size() == 1) {
			Map.Entry<?, ?> entry = map.entrySet().iterator().next();
			String name = String.valueOf(entry.getKey());
			if (name.equals("Ref") || (name.startsWith("Fn::") && !name.startsWith("Fn::ForEach"))) {
				return call(name, entry.getValue());
			}
		}
		Map<String, TemplateValue> entries = new LinkedHashMap<>();
		boolean macro = this.open;
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			String name = String.valueOf(entry.getKey());
			macro |= name.startsWith("Fn::");
			entries.put(name, resolve(entry.getValue()));
		}
		return TemplateValue.of(entries, macro);
	}

	private TemplateValue call(String name, @Nullable Object argument) {
		return switch (name) {
			case "Ref" -> ref(String.valueOf(argument));
			case "Fn::GetAtt" -> getAtt(argument);
			case "Fn::Sub" -> sub(argument);
			case "Fn::Join" -> join(argument);
			case "Fn::If" -> either(argument);
			case "Fn::Base64", "Fn::FindInMap", "Fn::ImportValue", "Fn::Select", "Fn::Split", "Fn::Cidr", "Fn::GetAZs",
					"Fn::ToJsonString", "Fn::Length" ->
				TemplateValue.SET;
			default -> TemplateValue.UNKNOWN;
		};
	}

	private TemplateValue ref(String name) {
		if (name.equals("AWS::NoValue")) {
			return TemplateValue.ABSENT;
		}
		if (this.parameters.containsKey(name)) {
			return parameter(map(this.parameters.get(name)));
		}
		return name.startsWith("AWS::") ? TemplateValue.SET : TemplateValue.referenceTo(name);
	}

	private static TemplateValue parameter(Map<?, ?> parameter) {
		Object value = parameter.get("Default");
		String type = String.valueOf(parameter.get("Type"));
		if (value == null || type.startsWith("AWS::SSM::")) {
			return TemplateValue.SET;
		}
		if (type.equals("CommaDelimitedList") || type.startsWith("List<")) {
			return TemplateValue
				.of(Arrays.stream(value.toString().split(",")).map(String::trim).map(TemplateValue::of).toList());
		}
		return TemplateValue.of(value);
	}

	private static TemplateValue getAtt(@Nullable Object argument) {
		Object target = (argument instanceof List<?> list && !list.isEmpty()) ? list.get(0) : argument;
		return (target instanceof String text) ? TemplateValue.referenceTo(text.split("\\.", 2)[0]) : TemplateValue.SET;
	}

	private TemplateValue sub(@Nullable Object argument) {
		List<?> arguments = (argument instanceof List<?> list) ? list : Arrays.asList(argument);
		if (arguments.isEmpty() || !(arguments.get(0) instanceof String text)) {
			return TemplateValue.SET;
		}
		Map<?, ?> variables = (arguments.size() > 1) ? map(arguments.get(1)) : Map.of();
		List<TemplateValue> parts = new ArrayList<>();
		Matcher matcher = VARIABLE.matcher(text);
		int end = 0;
		while (matcher.find()) {
			parts.add(TemplateValue.of(text.substring(end, matcher.start()).replace("${!", "${")));
			parts.add(variable(matcher.group(1).trim(), variables));
			end = matcher.end();
		}
		parts.add(TemplateValue.of(text.substring(end).replace("${!", "${")));
		return concatenate(parts, "");
	}

	private TemplateValue variable(String name, Map<?, ?> variables) {
		if (variables.containsKey(name)) {
			return resolve(variables.get(name));
		}
		return (name.contains(".") && !name.startsWith("AWS::")) ? getAtt(name) : ref(name);
	}

	private TemplateValue join(@Nullable Object argument) {
		TemplateValue parts = (argument instanceof List<?> list && list.size() == 2) ? resolve(list.get(1))
				: TemplateValue.SET;
		if (!(argument instanceof List<?> list) || !(list.get(0) instanceof String delimiter) || !parts.isKnown()) {
			return TemplateValue.SET;
		}
		return concatenate(parts.elements(), delimiter);
	}

	private static TemplateValue concatenate(List<TemplateValue> parts, String delimiter) {
		StringBuilder text = new StringBuilder();
		String prefix = null;
		String reference = null;
		for (int i = 0; i < parts.size(); i++) {
			TemplateValue part = parts.get(i);
			text.append((i > 0) ? delimiter : "").append(part.prefix());
			if (part.text() == null) {
				prefix = (prefix != null) ? prefix : text.toString();
				reference = (reference != null) ? reference : part.reference();
				text = new StringBuilder(part.suffix());
			}
		}
		return (prefix != null) ? TemplateValue.between(prefix, text.toString(), reference)
				: TemplateValue.of(text.toString());
	}

	private TemplateValue either(@Nullable Object argument) {
		if (!(argument instanceof List<?> branches) || branches.size() != 3) {
			return TemplateValue.UNKNOWN;
		}
		TemplateValue yes = resolve(branches.get(1));
		TemplateValue no = resolve(branches.get(2));
		if (yes.isAbsent() && no.isAbsent()) {
			return TemplateValue.ABSENT;
		}
		return (yes.isPresent() && no.isPresent()) ? TemplateValue.SET : TemplateValue.UNKNOWN;
	}

}
