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

import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.ConcurrentKafkaListenerContainerFactoryConfigurer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

import io.amgi.consumer.SourceCluster;

/**
 * Creates containers as Spring Boot does, for the topics of the channels, which are known
 * only once all beans exist.
 */
final class ConsumerContainers implements ApplicationContextAware {

	private static final String NAME = "amgi";

	private final ConsumerConfiguration configuration;

	private final ConcurrentKafkaListenerContainerFactoryConfigurer configurer;

	private final ConsumerTopics topics;

	private @Nullable ApplicationContext context;

	ConsumerContainers(ConsumerConfiguration configuration,
			ConcurrentKafkaListenerContainerFactoryConfigurer configurer, ConsumerTopics topics) {
		configuration.check();
		this.configuration = configuration;
		this.configurer = configurer;
		this.topics = topics;
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	SourceCluster source() {
		return this.configuration.source();
	}

	ConcurrentMessageListenerContainer<Object, Object> create() {
		ConcurrentKafkaListenerContainerFactory<Object, Object> factory = new ConcurrentKafkaListenerContainerFactory<>();
		this.configurer.configure(factory, this.configuration.byteFactory());
		if (this.context != null) {
			factory.setApplicationContext(this.context);
		}
		ConcurrentMessageListenerContainer<Object, Object> container = this.topics.container(factory);
		container.setBeanName(NAME);
		return container;
	}

}
