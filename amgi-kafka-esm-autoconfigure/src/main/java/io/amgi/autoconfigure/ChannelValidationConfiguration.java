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

import java.util.ArrayList;
import java.util.List;

import jakarta.validation.Validator;
import jakarta.validation.valueextraction.ValueExtractor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;
import org.springframework.validation.beanvalidation.MethodValidationAdapter;
import org.springframework.validation.method.MethodValidator;

import io.amgi.handler.validation.ConstraintMessages;
import io.amgi.handler.validation.MessageValueExtractor;
import io.amgi.kafka.RecordKeyExtractor;
import io.amgi.kafka.RecordValueExtractor;
import io.amgi.kafka.RecordsKeyExtractor;
import io.amgi.kafka.RecordsValueExtractor;

/**
 * Validation of constrained parameters of channel methods.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Validator.class)
@ConditionalOnSingleCandidate(Validator.class)
class ChannelValidationConfiguration {

	@Bean
	@ConditionalOnMissingBean(MethodValidator.class)
	MethodValidationAdapter amgiMethodValidator(Validator validator) {
		return new MethodValidationAdapter(ConstraintMessages.withoutValues(validator, extractors()));
	}

	private static List<ValueExtractor<?>> extractors() {
		List<ValueExtractor<?>> extractors = new ArrayList<>();
		extractors.add(new MessageValueExtractor());
		if (ClassUtils.isPresent("org.apache.kafka.clients.consumer.ConsumerRecord",
				ChannelValidationConfiguration.class.getClassLoader())) {
			KafkaExtractors.addTo(extractors);
		}
		return extractors;
	}

	/**
	 * Isolates the types that need Kafka's clients on the class path.
	 */
	private static final class KafkaExtractors {

		static void addTo(List<ValueExtractor<?>> extractors) {
			extractors.add(new RecordKeyExtractor());
			extractors.add(new RecordValueExtractor());
			extractors.add(new RecordsKeyExtractor());
			extractors.add(new RecordsValueExtractor());
		}

	}

}
