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

package io.amgi.autoconfigure;

import java.util.Arrays;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.cloud.function.context.config.RoutingFunction;
import org.springframework.core.env.Environment;

/**
 * Names the function that Spring Cloud Function invokes: AMGI's by default, even if the
 * application has others.
 */
final class FunctionDefinition {

	static final String NAME = "amgiKafkaEventSourceMapping";

	static final String PROPERTY = "spring.cloud.function.definition";

	private static final String ROUTER = RoutingFunction.FUNCTION_NAME;

	private static final Log logger = LogFactory.getLog(FunctionDefinition.class);

	private FunctionDefinition() {
	}

	static void check(Environment environment) {
		String definition = environment.getProperty(PROPERTY, "").trim();
		List<String> names = Arrays.stream(definition.split("[,|]")).map(String::trim).toList();
		if (definition.contains(";")) {
			refuse(definition, environment);
		}
		else if (definition.equals(ROUTER)) {
			logger.info(
					"%s=%s takes every event apart before it is handled: where Kafka events are all that come, '%s' is faster"
						.formatted(PROPERTY, definition, NAME));
		}
		else if (!names.contains(NAME)) {
			logger.warn(
					"%s=%s does not name '%s': where there is such a function, Kafka events go there and are not handled"
						.formatted(PROPERTY, definition, NAME));
		}
		else if (names.size() > 1) {
			logger.warn(
					"%s=%s gives the event's JSON to what is before '%s', and the response, which Lambda reads, to what is behind it"
						.formatted(PROPERTY, definition, NAME));
		}
	}

	// Outside of Lambda, Spring Cloud Stream may read the same property and accepts
	// several functions.
	private static void refuse(String definition, Environment environment) {
		String reason = "Spring Cloud Function's FunctionInvoker finds one function and not several, so that every invocation would fail. Name one, such as '%s'"
			.formatted(NAME);
		if (environment.containsProperty(AmgiEnvironmentPostProcessor.RUNTIME_API)) {
			throw new InvalidConfigurationPropertyValueException(PROPERTY, definition, reason);
		}
		logger.warn("%s=%s: %s".formatted(PROPERTY, definition, reason));
	}

}
