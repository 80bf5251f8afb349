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

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class LazyKafkaClientsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
				AmgiAutoConfiguration.class))
		.withPropertyValues("spring.kafka.listener.auto-startup=false");

	@Test
	void clientsThatNobodyAsksForAreNotMade() {
		this.contextRunner.run((context) -> assertThat(context.getBeanDefinitionNames())
			.filteredOn((name) -> !isMade(context.getSourceApplicationContext(), name))
			.contains("kafkaTemplate", "kafkaProducerListener", "kafkaConsumerFactory", "kafkaListenerContainerFactory",
					"kafkaListenerContainerFactoryConfigurer"));
	}

	@Test
	void clientsThatSomebodyAsksForAreMade() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(KafkaTemplate.class)
			.hasBean("kafkaListenerContainerFactory"));
	}

	@Test
	void templatesOfUsersAreMadeWithTheContext() {
		this.contextRunner.withUserConfiguration(TemplateConfiguration.class)
			.run((context) -> assertThat(isMade(context.getSourceApplicationContext(), "kafkaTemplate")).isTrue());
	}

	@Test
	void observedTemplateIsMadeWithTheContextThatItLooksForRegistriesIn() {
		this.contextRunner.withPropertyValues("spring.kafka.template.observation-enabled=true")
			.run((context) -> assertThat(isMade(context.getSourceApplicationContext(), "kafkaTemplate")).isTrue());
	}

	@Test
	void listenersGetTheirContainers() {
		this.contextRunner.withBean(Listener.class)
			.run((context) -> assertThat(context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainerIds())
				.containsExactly("audit"));
	}

	private static boolean isMade(ConfigurableApplicationContext context, String name) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		return beanFactory.containsSingleton(name);
	}

	@Configuration(proxyBeanMethods = false)
	static class TemplateConfiguration {

		@Bean
		KafkaTemplate<?, ?> kafkaTemplate(DefaultKafkaProducerFactory<?, ?> factory) {
			return new KafkaTemplate<>(factory);
		}

	}

	static class Listener {

		@KafkaListener(id = "audit", topics = "orders")
		void received(String order) {
		}

	}

}
