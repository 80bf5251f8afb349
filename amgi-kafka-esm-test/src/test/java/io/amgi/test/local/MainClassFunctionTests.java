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

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.amgi.test.KafkaEvents;
import io.amgi.test.mapping.LambdaFunction;
import io.amgi.test.mapping.LocalEventSourceMapping;

import static org.assertj.core.api.Assertions.assertThat;

class MainClassFunctionTests {

	private static Broker broker;

	@BeforeEach
	void start() {
		broker = new Broker();
		broker.send("A-1");
	}

	@AfterEach
	void stop() {
		broker.close();
	}

	@Test
	void localRunLeavesProductionAlone() {
		SpringApplication application = new SpringApplication(Production.class, LocalKafka.class, OnLambda.class);
		try (ConfigurableApplicationContext context = application.run()) {
			awaitSends();
		}
	}

	@Test
	void mappingLeavesProductionAlone() {
		try (LocalEventSourceMapping mapping = start(MainClassFunction.of(Production.class))) {
			awaitSends();
		}
	}

	@Test
	void invocationWithoutMappingLeavesProductionAlone() throws Exception {
		try (LambdaFunction function = MainClassFunction.of(Production.class)) {
			function.invoke(KafkaEvents.selfManaged()
				.bootstrapServers(broker.address())
				.record("orders", (record) -> record.value("A-1"))
				.toBytes());
			awaitSends();
		}
	}

	@Test
	void applicationEndsWithTheMapping() {
		try (LocalEventSourceMapping mapping = start(MainClassFunction.of(Production.class))) {
			awaitSends();
			assertThat(Production.ended).isEmpty();
		}
		assertThat(Production.ended).isEqualTo("lifespan beans");
	}

	@Test
	void stuckHandlersDoNotEndTheProcess() {
		Production.exitWhenStuck = true;
		start(MainClassFunction.of(Production.class)).close();
		assertThat(Production.exitWhenStuck).isFalse();
	}

	@Test
	void functionThatWasClosedStartsAgain() {
		LambdaFunction function = MainClassFunction.of(Production.class);
		function.close();
		start(function).close();
		try (LocalEventSourceMapping mapping = start(function)) {
			awaitSends();
		}
		assertThat(Production.ended).isEqualTo("lifespan beans");
	}

	private static void awaitSends() {
		Awaitility.await().untilAsserted(() -> assertThat(broker.read("invoices")).contains("invoice of A-1"));
		Awaitility.await().untilAsserted(() -> assertThat(broker.read("audit")).contains("audit of A-1"));
	}

	private static LocalEventSourceMapping start(LambdaFunction function) {
		return LocalEventSourceMapping.builder()
			.bootstrapServers(broker.address())
			.topics("orders")
			.function(function)
			.start();
	}

	@Configuration(proxyBeanMethods = false)
	static class OnLambda {

		@Bean
		KafkaConnectionDetails localBroker() {
			return LocalKafka.broker(broker.address());
		}

		@Bean
		LocalEventSourceMappingCustomizer invokedAsOnLambda() {
			return (mapping) -> mapping.function(MainClassFunction.of(Production.class));
		}

	}

}
