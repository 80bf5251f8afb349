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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.validation.Validator;
import org.springframework.validation.method.MethodValidator;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.handler.AmgiChannelConfigurer;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.handler.ChannelInterceptor;
import io.amgi.handler.ChannelMethodOptions;
import io.amgi.kafka.KafkaChannelProtocol;
import io.amgi.lifespan.AmgiLifespan;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.sender.CurrentMessageSender;
import io.amgi.sender.MessageSender;
import io.amgi.server.Ordering;

/**
 * The application: annotated channel methods by default, with middleware and lifespan.
 */
@Configuration(proxyBeanMethods = false)
class AmgiApplicationConfiguration {

	@Bean
	DefaultChannelConfigurer amgiDefaultChannelConfigurer(ObjectProvider<JsonMapper> jsonMapper,
			ObjectProvider<Validator> validator) {
		return new DefaultChannelConfigurer(jsonMapper, validator);
	}

	@Bean
	@ConditionalOnMissingBean(MessageSender.class)
	CurrentMessageSender amgiMessageSender() {
		return new CurrentMessageSender();
	}

	@Bean
	@ConditionalOnMissingBean(AmgiApplication.class)
	AnnotatedApplication amgiApplication(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<AmgiChannelConfigurer> configurers, ObjectProvider<MethodValidator> validator,
			ObjectProvider<ChannelInterceptor> interceptors, ObjectProvider<CurrentMessageSender> sender,
			AmgiProperties properties) {
		ConversionService conversionService = beanFactory.getConversionService();
		return new AnnotatedApplication(beanFactory, new KafkaChannelProtocol(), configurers.orderedStream().toList(),
				(conversionService != null) ? conversionService : ApplicationConversionService.getSharedInstance(),
				validator.getIfUnique(), interceptors.orderedStream().toList(),
				sender.getIfAvailable(CurrentMessageSender::new), options(properties.getProcessing()));
	}

	@Bean
	ChannelsInChildContexts amgiChannelsInChildContexts(ApplicationContext context) {
		return new ChannelsInChildContexts(context);
	}

	private static ChannelMethodOptions options(AmgiProperties.Processing processing) {
		return new ChannelMethodOptions(processing.getOrdering() == Ordering.PARTITION,
				"spring.amgi.processing.ordering=partition", "spring.aop.proxy-target-class=true");
	}

	@Bean
	WrappedApplication amgiWrappedApplication(AmgiApplication application, ObjectProvider<AmgiMiddleware> middleware) {
		return WrappedApplication.of(application, middleware.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "spring.amgi.lifespan.enabled", matchIfMissing = true)
	AmgiLifespan amgiLifespan(WrappedApplication wrapped, AmgiProperties properties, Environment environment) {
		AmgiProperties.Lifespan times = properties.getLifespan();
		AmgiLifespan lifespan = new AmgiLifespan(wrapped.application(), times.getStartupTimeout(),
				times.getShutdownTimeout());
		return environment.containsProperty(AmgiEnvironmentPostProcessor.RUNTIME_API) ? lifespan.failingTheRefresh()
				: lifespan;
	}

}
