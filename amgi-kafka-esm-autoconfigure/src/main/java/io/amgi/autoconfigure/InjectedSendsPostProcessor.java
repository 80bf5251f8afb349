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
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.core.RoutingKafkaTemplate;

import io.amgi.kafka.InjectedSends;

/**
 * Counts what the application's producer factories send, whether they are beans
 * themselves or belong to templates that are beans.
 */
final class InjectedSendsPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<InjectedSends> sends;

	InjectedSendsPostProcessor(ObjectProvider<InjectedSends> sends) {
		this.sends = sends;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ProducerFactory<?, ?> factory) {
			this.sends.getObject().track(factory);
		}
		else if (bean instanceof KafkaTemplate<?, ?> template && !(bean instanceof RoutingKafkaTemplate)) {
			this.sends.getObject().track(template.getProducerFactory());
		}
		return bean;
	}

}
