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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class AmgiEnvironmentPostProcessorTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void functionIsDefinedEverywhere() {
		process();
		assertThat(this.environment.getProperty("spring.cloud.function.definition"))
			.isEqualTo("amgiKafkaEventSourceMapping");
	}

	@Test
	void kafkaAndLifecycleAreLeftAloneElsewhere() {
		process();
		assertThat(this.environment.getProperty("spring.kafka.admin.auto-create")).isNull();
		assertThat(this.environment.getProperty("spring.kafka.listener.auto-startup")).isNull();
		assertThat(this.environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase")).isNull();
	}

	@Test
	void kafkaAndLifecycleAreSuitedToLambda() {
		set("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001");
		process();
		assertThat(this.environment.getProperty("spring.kafka.admin.auto-create")).isEqualTo("false");
		assertThat(this.environment.getProperty("spring.kafka.listener.auto-startup")).isEqualTo("false");
		assertThat(this.environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase")).isEqualTo("100ms");
	}

	@Test
	void applicationHasTheLastWord() {
		set("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001");
		set("spring.kafka.admin.auto-create", true);
		process();
		set("spring.lifecycle.timeout-per-shutdown-phase", "1s");
		assertThat(this.environment.getProperty("spring.kafka.admin.auto-create")).isEqualTo("true");
		assertThat(this.environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase")).isEqualTo("1s");
	}

	@Test
	void propertySourcesAndDefaultPropertiesWin() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("AWS_LAMBDA_RUNTIME_API=127.0.0.1:9001", "spring.lifecycle.timeout-per-shutdown-phase=20s")
			.run()) {
			Environment environment = context.getEnvironment();
			assertThat(environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase")).isEqualTo("20s");
			assertThat(environment.getProperty("spring.cloud.function.definition")).isEqualTo("mine");
			assertThat(environment.getProperty("spring.kafka.listener.auto-startup")).isEqualTo("false");
		}
	}

	@Test
	void nothingIsSetWhenDisabled() {
		set("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001");
		set("spring.amgi.enabled", false);
		process();
		assertThat(this.environment.getProperty("spring.cloud.function.definition")).isNull();
		assertThat(this.environment.getProperty("spring.kafka.admin.auto-create")).isNull();
	}

	private void set(String name, Object value) {
		this.environment.getPropertySources().addFirst(new MapPropertySource(name, Map.of(name, value)));
	}

	private void process() {
		new AmgiEnvironmentPostProcessor().postProcessEnvironment(this.environment, new SpringApplication());
	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("classpath:io/amgi/autoconfigure/function.properties")
	static class Application {

	}

}
