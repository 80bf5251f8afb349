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
 * Keeps the embedded broker of {@link LocalKafka} from drowning in its log what happens
 * to records. Levels that the application sets win.
 */
final class LocalKafkaLogging implements EnvironmentPostProcessor {

	// The broker's directory is deleted while it ends with the JVM, about which it
	// complains at ERROR. Of a topic that was made just now its clients say at WARN that
	// its metadata are not there yet.
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
