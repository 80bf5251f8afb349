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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

import io.amgi.protocol.AmgiApplication;
import io.amgi.redrive.RedeliveredLetters;
import io.amgi.redrive.RedrivePublisher;
import io.amgi.server.DeadLetterPublisher;

/**
 * Dead letters in Lambda's events, which the channels of their original topics handle.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DeadLetterPublishingRecoverer.class)
@ConditionalOnBooleanProperty("spring.amgi.dead-letter.redeliver")
class RedeliveryConfiguration {

	@Bean
	EventRecords amgiRedeliveredLetters(AmgiApplication application, AmgiProperties properties) {
		RedeliveredLetters letters = new RedeliveredLetters(RedriveConfiguration.options(properties, 1, Duration.ZERO),
				RedriveConfiguration.channels(application));
		return new EventRecords(letters::replace);
	}

	// Comes last, so that it wraps any other publisher: letters go back or are parked.
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	MessageServerCustomizer amgiRedeliveryCustomizer(ObjectProvider<DeadLetterPublisher> publisher,
			AmgiProperties properties) {
		return (builder) -> publisher.ifAvailable((available) -> builder.deadLetters(new RedrivePublisher(available),
				properties.getDeadLetter().getOn()));
	}

}
