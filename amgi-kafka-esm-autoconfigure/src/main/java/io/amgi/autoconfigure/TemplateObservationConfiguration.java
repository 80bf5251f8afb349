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

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Keeps observed templates from asking the brokers for the id of their cluster, which
 * would hold up the first message of an invocation.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(KafkaTemplate.class)
@ConditionalOnProperty(AmgiEnvironmentPostProcessor.RUNTIME_API)
class TemplateObservationConfiguration {

	@Bean
	static BeanPostProcessor amgiTemplatesWithoutClusterId() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String beanName) {
				if (bean instanceof KafkaTemplate<?, ?> template && template.getKafkaAdmin() == null) {
					template.setKafkaAdmin(new SilentAdmin());
				}
				return bean;
			}

		};
	}

	/**
	 * An admin that sends no requests.
	 */
	private static final class SilentAdmin extends KafkaAdmin {

		SilentAdmin() {
			super(Map.of());
		}

		@Override
		public @Nullable String clusterId() {
			return null;
		}

	}

}
