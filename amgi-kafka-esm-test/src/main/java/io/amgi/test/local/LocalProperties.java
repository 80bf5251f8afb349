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

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Properties that differ between this machine and Lambda.
 */
final class LocalProperties {

	// A local run must not send to production's brokers.
	private static final Map<String, Object> OVERRIDES = Map.of("spring.amgi.outbound.bootstrap-servers", "",
			"spring.amgi.outbound.allowed-bootstrap-servers", "", "spring.amgi.allowed-event-source-arns", "");

	// A handler that is halted at a breakpoint ignores interruption, and must not end the
	// JVM.
	private static final Map<String, Object> DEFAULTS = Map.of("spring.amgi.processing.exit-when-stuck", false);

	private LocalProperties() {
	}

	static void addTo(ConfigurableEnvironment environment) {
		environment.getPropertySources().addFirst(new MapPropertySource("localKafka", OVERRIDES));
		environment.getPropertySources().addLast(new MapPropertySource("localKafkaDefaults", DEFAULTS));
	}

}
