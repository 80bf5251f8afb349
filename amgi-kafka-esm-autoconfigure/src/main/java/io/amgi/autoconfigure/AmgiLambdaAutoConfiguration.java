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
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.lambda.KafkaEventSourceMappingFunction;
import io.amgi.lambda.LambdaChannelConfigurer;
import io.amgi.lambda.ShutdownExtensionRegistrar;

/**
 * Auto-configuration of the function that {@link FunctionInvoker} calls, and of its
 * lifecycle on Lambda.
 */
@AutoConfiguration(after = AmgiAutoConfiguration.class)
@ConditionalOnClass(FunctionInvoker.class)
@ConditionalOnBean(KafkaEventSourceMapping.class)
@ConditionalOnBooleanProperty(name = "spring.amgi.consumer.enabled", havingValue = false, matchIfMissing = true)
@Import(PrimingConfiguration.class)
public final class AmgiLambdaAutoConfiguration {

	@Bean(FunctionDefinition.NAME)
	@ConditionalOnMissingBean(name = FunctionDefinition.NAME)
	KafkaEventSourceMappingFunction amgiKafkaEventSourceMapping(KafkaEventSourceMapping mapping,
			Environment environment) {
		FunctionDefinition.check(environment);
		return new KafkaEventSourceMappingFunction(mapping);
	}

	@Bean
	@ConditionalOnMissingBean
	LambdaChannelConfigurer amgiLambdaChannelConfigurer() {
		return new LambdaChannelConfigurer();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "spring.amgi.lambda.shutdown-extension.enabled", matchIfMissing = true)
	ShutdownExtensionRegistrar amgiShutdownExtension(Environment environment) {
		return new ShutdownExtensionRegistrar(environment);
	}

	@Bean
	static PlainCompanionConfiguration amgiPlainCompanionConfiguration() {
		return new PlainCompanionConfiguration();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(KafkaAdmin.class)
	static class KafkaClientsConfiguration {

		@Bean
		KafkaClientsOnLambda amgiKafkaClientsOnLambda(Environment environment, ApplicationContext context,
				ObjectProvider<KafkaListenerEndpointRegistry> registry) {
			return new KafkaClientsOnLambda(environment, context, registry);
		}

	}

}
