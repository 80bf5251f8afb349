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

/**
 * A place where a template does not fit the application. It holds names from the
 * template, but never its values, which could be secrets.
 *
 * @param resource the resource's name in the template
 * @param property the property under its name in the template
 * @param rule the rule
 */
public record Finding(String resource, String property, Rule rule) {

	/**
	 * Returns the loss, stall or repetition that the mismatch leads to.
	 * @return a sentence
	 */
	public String loss() {
		return this.rule.getLoss();
	}

	/**
	 * Returns what to write instead.
	 * @return a sentence
	 */
	public String remedy() {
		return this.rule.getRemedy();
	}

	@Override
	public String toString() {
		return "%s: %s [%s]%n\t%s%n\t%s".formatted(this.resource, this.property, this.rule, loss(), remedy());
	}

}
