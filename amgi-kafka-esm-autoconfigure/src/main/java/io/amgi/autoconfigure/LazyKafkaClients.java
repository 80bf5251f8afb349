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

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Makes Spring Boot's Kafka template, consumers and listener containers lazy: a function
 * rarely uses them, and creating them takes time. Beans that users define stay as they
 * are.
 */
final class LazyKafkaClients implements BeanFactoryPostProcessor {

	private static final boolean METERS = ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry",
			LazyKafkaClients.class.getClassLoader());

	private final Environment environment;

	LazyKafkaClients(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		boolean observed = isTemplateObserved(beanFactory);
		SpringInternals.BOOT_KAFKA_CLIENTS.stream()
			.filter(beanFactory::containsBeanDefinition)
			.filter((name) -> !(observed && name.equals(SpringInternals.BOOT_KAFKA_TEMPLATE)))
			.map(beanFactory::getBeanDefinition)
			.filter(LazyKafkaClients::isSpringBoots)
			.forEach((client) -> client.setLazyInit(true));
	}

	// A template looks for registries only once, when all singletons exist.
	private boolean isTemplateObserved(ConfigurableListableBeanFactory beanFactory) {
		return (METERS && beanFactory.getBeanNamesForType(MeterRegistry.class, true, false).length > 0)
				|| this.environment.getProperty("spring.kafka.template.observation-enabled", Boolean.class, false);
	}

	private static boolean isSpringBoots(BeanDefinition client) {
		String origin = (client.getFactoryBeanName() != null) ? client.getFactoryBeanName() : client.getBeanClassName();
		return origin != null && origin.startsWith(SpringInternals.BOOT_KAFKA);
	}

}
