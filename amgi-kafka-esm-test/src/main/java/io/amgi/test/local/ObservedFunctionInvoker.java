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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationHook;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiLambdaAutoConfiguration;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.test.mapping.ObservableFunction;

/**
 * An application that is started as on Lambda, and observed.
 */
final class ObservedFunctionInvoker implements AutoCloseable {

	private static final String MAIN_CLASS = "MAIN_CLASS";

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final ObservableFunction function;

	private final ConfigurableApplicationContext context;

	private ObservedFunctionInvoker(FunctionInvoker invoker, ConfigurableApplicationContext context) {
		this.function = ObservableFunction.of(invoker, TIMEOUT);
		this.context = context;
	}

	/**
	 * Starts an application.
	 * @param mainClass the application's main class
	 * @param broker the only brokers that it may connect to
	 * @return the invoker, which has an application context of its own
	 */
	static synchronized ObservedFunctionInvoker start(Class<?> mainClass, KafkaConnectionDetails broker) {
		String before = System.getProperty(MAIN_CLASS);
		System.setProperty(MAIN_CLASS, mainClass.getName());
		try {
			return start(new Observer(broker));
		}
		finally {
			restore(before);
		}
	}

	private static ObservedFunctionInvoker start(Observer observer) {
		FunctionInvoker invoker = SpringApplication.withHook(observer, () -> new FunctionInvoker());
		ConfigurableApplicationContext context = observer.context;
		Assert.state(context != null, "The application has not started: is FUNCTION_INVOKER_LATE_INITIALIZATION set?");
		return new ObservedFunctionInvoker(invoker, context);
	}

	private static void restore(@Nullable String mainClass) {
		if (mainClass != null) {
			System.setProperty(MAIN_CLASS, mainClass);
		}
		else {
			System.clearProperty(MAIN_CLASS);
		}
	}

	ObservableFunction function() {
		return this.function;
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Changes the application before it starts. The invoker creates the application
	 * itself and offers no other way.
	 */
	private static final class Observer implements SpringApplicationHook {

		private final KafkaConnectionDetails broker;

		private @Nullable ConfigurableApplicationContext context;

		Observer(KafkaConnectionDetails broker) {
			this.broker = broker;
		}

		@Override
		public SpringApplicationRunListener getRunListener(SpringApplication application) {
			application.addPrimarySources(List.of(ObservedConfiguration.class));
			application.addInitializers(this::prepare);
			return new SpringApplicationRunListener() {
			};
		}

		private void prepare(ConfigurableApplicationContext context) {
			this.context = context;
			LocalProperties.addTo(context.getEnvironment());
			// Takes precedence over the application's own bean, if it has one.
			((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("amgiLocalBroker",
					BeanDefinitionBuilder.rootBeanDefinition(KafkaConnectionDetails.class, () -> this.broker)
						.setPrimary(true)
						.getBeanDefinition());
		}

	}

	/**
	 * Adds the beans that observe the application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ObservedAutoConfiguration.class)
	static class ObservedConfiguration {

	}

	/**
	 * Adds the observer in place of the application's own.
	 */
	@AutoConfiguration(after = AmgiAutoConfiguration.class, before = AmgiLambdaAutoConfiguration.class)
	static class ObservedAutoConfiguration {

		@Bean
		AmgiMiddleware amgiLocalSends() {
			return LocalSends.middleware();
		}

		@Bean("amgiKafkaEventSourceMapping")
		@ConditionalOnBean(KafkaEventSourceMapping.class)
		@ConditionalOnMissingBean(name = "amgiKafkaEventSourceMapping")
		ObservedFunction amgiKafkaEventSourceMapping(KafkaEventSourceMapping mapping) {
			return new ObservedFunction(mapping);
		}

	}

}
