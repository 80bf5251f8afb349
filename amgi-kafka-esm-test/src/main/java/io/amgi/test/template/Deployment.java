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

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * A function of a template together with the application that it runs.
 *
 * @param function the function
 * @param settings the application's settings
 * @param channels the application's channels
 * @param classLoader the application's class loader
 */
record Deployment(FunctionResource function, FunctionSettings settings, ApplicationChannels channels,
		@Nullable ClassLoader classLoader) {

	static Deployment of(FunctionResource function, ApplicationContext context) {
		return new Deployment(function, FunctionSettings.of(function.variables(), context),
				ApplicationChannels.of(context), context.getClassLoader());
	}

	TemplateValue get(String... path) {
		return this.function.properties().get(path);
	}

	Stream<MappingResource> otherMappings(MappingResource mapping) {
		return this.function.mappings().stream().filter((other) -> !other.equals(mapping));
	}

	boolean sends() {
		return this.channels.send() || (this.settings.isKnown("spring.amgi.dead-letter")
				&& this.settings.properties().getDeadLetter().isEnabled());
	}

	boolean usesIam() {
		return "AWS_MSK_IAM".equals(this.settings.property("spring.kafka.properties.sasl.mechanism"));
	}

	@Nullable Class<?> load(String name) {
		try {
			return ClassUtils.forName(name, this.classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

}
