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

package io.amgi.observation;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.autoconfigure.AmgiObservationAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests observed templates, which ask an admin for the cluster that their observations
 * name.
 */
class TemplateObservationTests {

	private final CountingAdmin admin = new CountingAdmin();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
				AmgiObservationAutoConfiguration.class, KafkaAutoConfiguration.class))
		.withBean(KafkaAdmin.class, () -> this.admin)
		.withBean(ObservationRegistry.class, () -> this.registry)
		.withPropertyValues("spring.kafka.template.observation-enabled=true",
				"spring.kafka.bootstrap-servers=localhost:1", "spring.kafka.producer.properties.max.block.ms=1");

	@Test
	void onLambdaNobodyIsAskedForTheIdOfTheCluster() {
		send("AWS_LAMBDA_RUNTIME_API=localhost:9001");
		assertThat(this.admin.asked).hasValue(0);
	}

	@Test
	void elsewhereTheAdminIsAsked() {
		send();
		assertThat(this.admin.asked).hasPositiveValue();
	}

	private void send(String... properties) {
		this.contextRunner.withPropertyValues(properties)
			.run((context) -> assertThatException().isThrownBy(() -> template(context).send("orders", "a")));
		TestObservationRegistryAssert.assertThat(this.registry).hasObservationWithNameEqualTo("spring.kafka.template");
	}

	@SuppressWarnings("unchecked")
	private static KafkaTemplate<Object, Object> template(ApplicationContext context) {
		return context.getBean(KafkaTemplate.class);
	}

	/**
	 * Counts its requests.
	 */
	static final class CountingAdmin extends KafkaAdmin {

		private final AtomicInteger asked = new AtomicInteger();

		CountingAdmin() {
			super(Map.of("bootstrap.servers", "localhost:1"));
		}

		@Override
		public @Nullable String clusterId() {
			this.asked.incrementAndGet();
			return null;
		}

	}

}
