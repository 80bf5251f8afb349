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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.assertj.core.api.AssertProvider;

import io.amgi.internal.LogText;

/**
 * The functions of a deployment template and their Kafka event source mappings: a
 * template of SAM or CloudFormation in YAML or JSON, such as CDK synthesises, or a
 * Terraform plan as {@code terraform show -json} writes it.
 *
 * <pre class="code">
 * assertThat(EventSourceMappingTemplates.of(Path.of("template.yaml")).function("Orders")).fits(context);
 * </pre>
 *
 * A template is input: it is read within bounds, tags are data, and messages hold none of
 * its values.
 */
public final class EventSourceMappingTemplates implements AssertProvider<FunctionMappingsAssert> {

	private final TemplateContent content;

	private final UnaryOperator<String> propertyNames;

	private EventSourceMappingTemplates(TemplateContent content, UnaryOperator<String> propertyNames) {
		this.content = content;
		this.propertyNames = propertyNames;
	}

	/**
	 * Reads a template.
	 * @param path the template, at most 16 MB
	 * @return its functions and mappings
	 * @throws InvalidTemplateException if the file is no template
	 */
	public static EventSourceMappingTemplates of(Path path) {
		Map<?, ?> template = TemplateReader.read(path);
		return TerraformPlan.isPlan(template)
				? new EventSourceMappingTemplates(new TerraformPlan(template).content(), TerraformValues::snakeCase)
				: new EventSourceMappingTemplates(new CloudFormationTemplate(template).content(),
						UnaryOperator.identity());
	}

	/**
	 * Chooses a function.
	 * @param name its logical id, or its address in Terraform
	 * @return the function and its mappings
	 * @throws IllegalArgumentException if the template has no such function
	 */
	public FunctionMappings function(String name) {
		return this.content.functions()
			.stream()
			.filter((function) -> function.id().equals(name))
			.findFirst()
			.map(this::mappings)
			.orElseThrow(() -> new IllegalArgumentException(
					"No function '%s' in the template, which has: %s".formatted(LogText.of(name), names())));
	}

	/**
	 * Returns the only function of the template.
	 * @return the function and its mappings
	 * @throws IllegalStateException if the template has none or several
	 */
	public FunctionMappings function() {
		List<FunctionResource> functions = this.content.functions();
		if (functions.size() != 1) {
			throw new IllegalStateException(functions.isEmpty() ? "No function in the template"
					: "Choose one of the template's functions: " + names());
		}
		return mappings(functions.get(0));
	}

	private FunctionMappings mappings(FunctionResource function) {
		return new FunctionMappings(function, this.content.unlinked(), this.propertyNames);
	}

	private String names() {
		return this.content.functions()
			.stream()
			.map((function) -> LogText.of(function.id()))
			.collect(Collectors.joining(", "));
	}

	@Override
	public FunctionMappingsAssert assertThat() {
		return function().assertThat();
	}

}
