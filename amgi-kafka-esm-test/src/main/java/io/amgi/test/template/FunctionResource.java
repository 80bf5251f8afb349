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

import java.util.List;
import java.util.Locale;

/**
 * A function of a template, in CloudFormation's shape.
 *
 * @param id the name in the template
 * @param properties the properties, under CloudFormation's names
 * @param mappings its Kafka mappings
 * @param permissions what its role allows
 */
record FunctionResource(String id, TemplateValue properties, List<MappingResource> mappings, Permissions permissions) {

	boolean isJava() {
		String runtime = this.properties.get("Runtime").text();
		return runtime != null && runtime.toLowerCase(Locale.ROOT).startsWith("java");
	}

	TemplateValue variables() {
		return this.properties.get("Environment", "Variables");
	}

}
