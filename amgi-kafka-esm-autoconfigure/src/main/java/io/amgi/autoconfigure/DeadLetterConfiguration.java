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
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

import io.amgi.kafka.DeadLetterTopicResolver;
import io.amgi.kafka.KafkaDeadLetterPublisher;
import io.amgi.server.DeadLetterPublisher;

/**
 * Dead letters in Spring Kafka's format, sent like all other messages.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DeadLetterPublishingRecoverer.class)
@ConditionalOnBooleanProperty("spring.amgi.dead-letter.enabled")
class DeadLetterConfiguration {

	@Bean
	@ConditionalOnMissingBean(DeadLetterPublisher.class)
	KafkaDeadLetterPublisher amgiDeadLetterPublisher(AmgiProperties properties,
			ObjectProvider<DeadLetterTopicResolver> topicResolver) {
		String suffix = properties.getDeadLetter().getTopicSuffix();
		return new KafkaDeadLetterPublisher(topicResolver.getIfAvailable(() -> (letter) -> letter.topic() + suffix));
	}

}
