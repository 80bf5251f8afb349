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

package io.amgi.test.local;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Silences the embedded broker of {@link LocalKafka}, whose log would bury the lines
 * about records. Levels that the application sets take precedence.
 */
final class LocalKafkaLogging implements EnvironmentPostProcessor {

	// When the JVM ends, the broker logs at ERROR that its directory is being deleted.
	// Its clients log at WARN that the metadata of a new topic are not there yet.
	private static final Map<String, Object> LEVELS = Map.of("logging.level.kafka", "off",
			"logging.level.state.change.logger", "off", "logging.level.org.apache.kafka", "error",
			"logging.level.org.apache.kafka.storage", "off", "logging.level.org.apache.kafka.clients", "warn",
			"logging.level.org.apache.kafka.clients.NetworkClient", "error");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (application.getAllSources().contains(LocalKafka.class)) {
			environment.getPropertySources().addLast(new MapPropertySource("localKafkaLogging", LEVELS));
		}
	}

}
