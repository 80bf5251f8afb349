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

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import io.amgi.kafka.ProducerClasses;
import io.amgi.lambda.PrimingMode;

/**
 * Loads the producer's classes while the application starts, if it will be primed, since
 * Init may use two cores. A single thread initializes them later.
 */
final class ProducerClassesLoader implements BeanFactoryPostProcessor {

	private static final String MODE = "spring.amgi.lambda.priming.mode";

	private final Environment environment;

	ProducerClassesLoader(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (PrimedEnvironment.isPrimed(this.environment, mode())) {
			Thread thread = new Thread(ProducerClasses::find, "amgi-priming-classes");
			thread.setDaemon(true);
			thread.start();
		}
	}

	// Binding is slow so early, and rarely needed.
	private PrimingMode mode() {
		if (!this.environment.containsProperty(MODE)) {
			return PrimingMode.AUTO;
		}
		return Binder.get(this.environment).bind(MODE, PrimingMode.class).orElse(PrimingMode.AUTO);
	}

}
