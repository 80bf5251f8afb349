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

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;
import org.springframework.context.ApplicationContext;
import org.springframework.util.Assert;

/**
 * Assertions on a function of a template and its mappings.
 */
public final class FunctionMappingsAssert extends AbstractAssert<FunctionMappingsAssert, FunctionMappings> {

	private final Map<Rule, String> ignored = new EnumMap<>(Rule.class);

	FunctionMappingsAssert(FunctionMappings actual) {
		super(actual, FunctionMappingsAssert.class);
	}

	/**
	 * Ignores a rule in the assertions that follow.
	 * @param rule the rule
	 * @param reason the reason why it does not matter here
	 * @return these assertions
	 */
	public FunctionMappingsAssert ignoring(Rule rule, String reason) {
		Assert.hasText(reason, "Say why the rule does not matter here");
		this.ignored.put(rule, reason);
		return this;
	}

	/**
	 * Verifies that nothing is known to be wrong between the template and the
	 * application. Whatever the template does not show is not judged.
	 * @param context the application's context
	 * @return these assertions
	 */
	public FunctionMappingsAssert fits(ApplicationContext context) {
		if (this.actual.isWithoutMapping()) {
			failWithMessage("Expected function '%s' to have a Kafka event source mapping in the template",
					this.actual.getName());
		}
		List<Finding> findings = this.actual.findings(context)
			.stream()
			.filter((finding) -> !this.ignored.containsKey(finding.rule()))
			.toList();
		if (!findings.isEmpty()) {
			failWithMessage("%s",
					findings.stream()
						.map(Finding::toString)
						.collect(Collectors.joining(System.lineSeparator(),
								"Function '%s' and its application do not fit:%n".formatted(this.actual.getName()),
								"")));
		}
		return this;
	}

}
