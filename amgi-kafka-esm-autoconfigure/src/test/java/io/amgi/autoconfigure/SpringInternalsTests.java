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

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class SpringInternalsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
		.withPropertyValues("spring.kafka.listener.auto-startup=false");

	@ParameterizedTest
	@MethodSource("clients")
	void clientIsABeanOfSpringBoots(String name) {
		this.contextRunner.run((context) -> {
			BeanDefinition client = context.getSourceApplicationContext().getBeanFactory().getBeanDefinition(name);
			String factory = client.getFactoryBeanName();
			assertThat((factory != null) ? factory : client.getBeanClassName()).startsWith(SpringInternals.BOOT_KAFKA);
		});
	}

	static Set<String> clients() {
		return SpringInternals.BOOT_KAFKA_CLIENTS;
	}

	@Test
	void templateIsAmongTheClients() {
		assertThat(SpringInternals.BOOT_KAFKA_CLIENTS).contains(SpringInternals.BOOT_KAFKA_TEMPLATE);
	}

	@Test
	void connectionDetailsComeFromProperties() {
		this.contextRunner.run((context) -> assertThat(context.getBean(KafkaConnectionDetails.class).getClass())
			.hasToString("class " + SpringInternals.BOOT_KAFKA + SpringInternals.BOOT_KAFKA_CONNECTION_DETAILS));
	}

	@Test
	void functionsConfigurationForAwsIsThere() {
		assertThat(ClassUtils.isPresent(SpringInternals.FUNCTION_AWS_CONFIGURATION, null)).isTrue();
	}

	@Test
	void configurationClassesAreMarked() {
		assertThat(mark(Full.class)).isEqualTo(SpringInternals.CONFIGURATION_CLASS_FULL);
		assertThat(mark(Lite.class)).isEqualTo(SpringInternals.CONFIGURATION_CLASS_LITE);
	}

	private static Object mark(Class<?> configuration) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean("marked", configuration);
			context.refresh();
			return context.getBeanDefinition("marked").getAttribute(SpringInternals.CONFIGURATION_CLASS);
		}
	}

	@Configuration
	static class Full {

		@Bean
		String name() {
			return "full";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lite {

		@Bean
		String name() {
			return "lite";
		}

	}

}
