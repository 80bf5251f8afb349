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

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/**
 * Keeps Spring from creating a subclass of Spring Cloud Function's configuration for AWS.
 * The configuration has a single bean method, so there are no calls between bean methods
 * to intercept. Often it is a function's only such configuration, and CGLIB would be
 * started for it alone.
 */
final class PlainCompanionConfiguration implements BeanDefinitionRegistryPostProcessor {

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		for (String name : registry.getBeanDefinitionNames()) {
			BeanDefinition definition = registry.getBeanDefinition(name);
			if (isCompanion(definition) && SpringInternals.CONFIGURATION_CLASS_FULL
				.equals(definition.getAttribute(SpringInternals.CONFIGURATION_CLASS))) {
				definition.setAttribute(SpringInternals.CONFIGURATION_CLASS, SpringInternals.CONFIGURATION_CLASS_LITE);
			}
		}
	}

	private static boolean isCompanion(BeanDefinition definition) {
		return SpringInternals.FUNCTION_AWS_CONFIGURATION.equals(definition.getBeanClassName());
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		// Only definitions are changed.
	}

}
