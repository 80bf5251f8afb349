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

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets defaults for properties of other projects. They have the lowest precedence, so
 * that any value of the application wins, including those from {@code @PropertySource}.
 */
class AmgiEnvironmentPostProcessor implements EnvironmentPostProcessor {

	static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";

	private static final String CONSUMER_ENABLED = "spring.amgi.consumer.enabled";

	// During a redrive, the application's own listeners must not consume anything.
	private static final Map<String, Object> IN_A_REDRIVE = Map.of(KafkaClientsOnLambda.AUTO_STARTUP, false);

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("spring.amgi.enabled", Boolean.class, true)) {
			boolean redrive = OnRedriveCondition.isRedrive(environment);
			if (redrive) {
				environment.getPropertySources().addFirst(new MapPropertySource("amgiRedrive", IN_A_REDRIVE));
			}
			Map<String, Object> defaults = defaults(environment);
			if (redrive) {
				defaults.put("spring.main.web-application-type", "none");
			}
			defaults.keySet().removeIf(environment::containsProperty);
			DefaultPropertiesPropertySource.addOrMerge(defaults, environment.getPropertySources());
		}
	}

	private static Map<String, Object> defaults(Environment environment) {
		Map<String, Object> defaults = new HashMap<>();
		if (!environment.getProperty(CONSUMER_ENABLED, Boolean.class, false)) {
			defaults.put(FunctionDefinition.PROPERTY, FunctionDefinition.NAME);
		}
		if (environment.containsProperty(RUNTIME_API)) {
			defaults.putAll(onLambda());
		}
		return defaults;
	}

	// Init is limited to 10 s, and a KafkaAdmin without a broker takes longer. Listeners
	// would poll in addition to Lambda. Of the 500 ms between SIGTERM and SIGKILL,
	// draining and lifespan take at most 300.
	private static Map<String, Object> onLambda() {
		return Map.of(KafkaClientsOnLambda.AUTO_CREATE, false, KafkaClientsOnLambda.AUTO_STARTUP, false,
				"spring.lifecycle.timeout-per-shutdown-phase", "100ms");
	}

}
