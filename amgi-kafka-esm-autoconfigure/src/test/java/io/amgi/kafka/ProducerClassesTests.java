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

package io.amgi.kafka;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests of {@link ProducerClasses}, whose list is recorded from a producer that sends.
 */
class ProducerClassesTests {

	@Test
	void listedClassesExist() throws IOException {
		assertThat(ProducerClasses.names()).hasSizeGreaterThan(500)
			.doesNotHaveDuplicates()
			.allMatch((name) -> ClassUtils.isPresent(name, getClass().getClassLoader()))
			.contains("org.apache.kafka.clients.producer.internals.Sender", "io.amgi.kafka.ClusterProducer");
	}

	@Test
	void loadingThemStartsNothing() throws IOException {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		ProducerClasses.load(Map.of("bootstrap.servers", "127.0.0.1:1", "security.protocol", "SASL_SSL",
				"sasl.mechanism", "PLAIN", "sasl.jaas.config", "missing.LoginModule required;"));
		assertThat(Thread.getAllStackTraces().keySet())
			.filteredOn((thread) -> thread.getName().startsWith("kafka-producer"))
			.allMatch(before::contains);
	}

	@Test
	void configurationIsParsedWithoutServers() {
		assertThatCode(() -> ProducerClasses.load(Map.of())).doesNotThrowAnyException();
	}

	@Test
	void interruptionEndsItWithoutAFailure() throws IOException {
		Thread.currentThread().interrupt();
		ProducerClasses.load(Map.of());
		assertThat(Thread.interrupted()).isTrue();
	}

}
