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

import java.util.Objects;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryPolicy;

import io.amgi.retry.RetryInterceptor;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.server.NonRetryableExceptions;

/**
 * Retries of channel methods within an invocation.
 */
@Configuration(proxyBeanMethods = false)
class RetryConfiguration {

	// A dead letter is final, so that a few attempts are worth making before it.
	private static final long RETRIES_BEFORE_DEAD_LETTERS = 2;

	@Bean
	@ConditionalOnMissingBean
	RetryInterceptor amgiRetryInterceptor(AmgiProperties properties, ObjectProvider<DeadLetterPublisher> deadLetters) {
		AmgiProperties.Retry retry = properties.getRetry();
		boolean deadLetter = deadLetters.getIfAvailable() != null;
		long maxRetries = Objects.requireNonNullElse(retry.getMaxRetries(),
				deadLetter ? RETRIES_BEFORE_DEAD_LETTERS : 0);
		return new RetryInterceptor((maxRetries != 0) ? policy(retry, maxRetries, properties.getProcessing()) : null);
	}

	private static RetryPolicy policy(AmgiProperties.Retry retry, long maxRetries,
			AmgiProperties.Processing processing) {
		NonRetryableExceptions nonRetryable = MessageServerConfiguration.nonRetryableExceptions(processing);
		try {
			return RetryPolicy.builder()
				.maxRetries(maxRetries)
				.delay(retry.getDelay())
				.multiplier(retry.getMultiplier())
				.maxDelay(retry.getMaxDelay())
				.jitter(retry.getJitter())
				.predicate(RetryInterceptor.retryable(nonRetryable::contain))
				.build();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("spring.amgi.retry", maxRetries, ex.getMessage());
		}
	}

}
