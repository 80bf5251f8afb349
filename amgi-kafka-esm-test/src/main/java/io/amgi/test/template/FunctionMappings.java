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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.assertj.core.api.AssertProvider;
import org.springframework.context.ApplicationContext;

import io.amgi.internal.LogText;

/**
 * A function of a template, with its Kafka event source mappings.
 */
public final class FunctionMappings implements AssertProvider<FunctionMappingsAssert> {

	private final FunctionResource function;

	private final boolean unlinked;

	private final UnaryOperator<String> propertyNames;

	FunctionMappings(FunctionResource function, boolean unlinked, UnaryOperator<String> propertyNames) {
		this.function = function;
		this.unlinked = unlinked;
		this.propertyNames = propertyNames;
	}

	/**
	 * Returns the function's name in the template.
	 * @return the logical id or address
	 */
	public String getName() {
		return LogText.of(this.function.id());
	}

	/**
	 * Returns whether the template has no Kafka mapping of this function for certain.
	 * @return whether there is none
	 */
	boolean isWithoutMapping() {
		return this.function.mappings().isEmpty() && !this.unlinked;
	}

	/**
	 * Checks the function and its mappings against the application.
	 * @param context the application's context; the function's environment variables
	 * override its settings
	 * @return the findings, empty if nothing is known to be wrong
	 */
	public List<Finding> findings(ApplicationContext context) {
		Deployment deployment = Deployment.of(this.function, context);
		Set<Finding> findings = new LinkedHashSet<>();
		for (MappingResource mapping : this.function.mappings()) {
			Stream.of(Rule.values()).flatMap((rule) -> check(rule, mapping, deployment)).forEach(findings::add);
		}
		return List.copyOf(findings);
	}

	private Stream<Finding> check(Rule rule, MappingResource mapping, Deployment deployment) {
		String resource = LogText.of(rule.isAboutFunction() ? this.function.id() : mapping.id());
		return rule.check(mapping, deployment)
			.stream()
			.map((property) -> new Finding(resource, this.propertyNames.apply(property), rule));
	}

	@Override
	public FunctionMappingsAssert assertThat() {
		return new FunctionMappingsAssert(this);
	}

}
