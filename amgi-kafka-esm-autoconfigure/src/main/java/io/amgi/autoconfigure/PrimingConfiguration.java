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

import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.function.json.JsonMapper;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.MethodValidationAdapter;
import org.springframework.validation.method.MethodValidator;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.kafka.KafkaChannelConfigurer;
import io.amgi.kafka.RefusedSends;
import io.amgi.lambda.AmgiPrimer;
import io.amgi.lambda.FunctionPriming;
import io.amgi.lambda.PrimingStep;
import io.amgi.lambda.RecordPriming;
import io.amgi.lifespan.AmgiLifespan;
import io.amgi.protocol.AmgiApplication;

/**
 * Priming: the first event finds loaded what it needs. All of its steps are made when an
 * environment is primed, and not before.
 */
@Configuration(proxyBeanMethods = false)
class PrimingConfiguration {

	@Bean
	PrimingListener amgiPrimingListener(ApplicationContext context, AmgiProperties properties,
			ObjectProvider<PrimingStep> steps, ObjectProvider<RefusedSends> refused) {
		return new PrimingListener(context, properties.getLambda().getPriming(), steps, refused);
	}

	@Bean
	@Lazy
	@Order(1)
	PrimingStep amgiChannelPriming(ObjectProvider<AnnotatedApplication> application) {
		return new PrimingStep("Looking at the payloads of channels",
				() -> application.ifAvailable(AnnotatedApplication::prepare));
	}

	@Bean
	@Lazy
	@Order(2)
	PrimingStep amgiFunctionPriming(AmgiProperties properties, Environment environment, JsonMapper functionMapper,
			ObjectProvider<tools.jackson.databind.json.JsonMapper> jsonMapper, ObjectProvider<Validator> validator,
			ObjectProvider<MethodValidator> methodValidator, ObjectProvider<KafkaChannelConfigurer> kafka) {
		AnnotatedApplication application = PrimingChannels.application(jsonMapper, validator,
				(methodValidator.getIfUnique() instanceof MethodValidationAdapter adapter) ? adapter : null,
				kafka.getIfAvailable());
		PrimingMapping mapping = new PrimingMapping(properties);
		return new PrimingStep("Handling records of its own", new FunctionPriming(mapping.withDeadLetters(application),
				functionMapper, environment, timeout(properties), PrimingChannels.records()));
	}

	@Bean
	@Lazy
	@Order(4)
	PrimingStep amgiRecordPriming(AmgiProperties properties, Environment environment,
			ObjectProvider<AmgiApplication> application, ObjectProvider<AmgiLifespan> lifespan,
			ObjectProvider<AmgiPrimer> primers, ObjectProvider<RefusedSends> refused) {
		RefusedSends sends = refused.getIfAvailable(RefusedSends::new);
		return new PrimingStep("Handling the records of AmgiPrimer beans", () -> {
			List<AmgiPrimer> all = primers.orderedStream().toList();
			if (!all.isEmpty()) {
				KafkaEventSourceMapping mapping = new PrimingMapping(properties).of(uninformed(application.getObject()),
						lifespan, sends);
				sends.refuseDuring(new RecordPriming(mapping, all, environment, timeout(properties))::prime);
			}
		});
	}

	private static AmgiApplication uninformed(AmgiApplication application) {
		return (application instanceof AnnotatedApplication annotated) ? annotated.withoutInterceptors() : application;
	}

	private static Duration timeout(AmgiProperties properties) {
		return properties.getLambda().getPriming().getTimeout();
	}

}
