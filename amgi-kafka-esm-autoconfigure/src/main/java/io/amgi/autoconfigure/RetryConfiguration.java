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

	// A dead letter is for good, so that it is worth a few attempts.
	private static final long RETRIES_BEFORE_DEAD_LETTERS = 2;

	@Bean
	@ConditionalOnMissingBean
	RetryInterceptor amgiRetryInterceptor(AmgiProperties properties, ObjectProvider<DeadLetterPublisher> deadLetters) {
		AmgiProperties.Retry retry = properties.getRetry();
		boolean deadLetter = deadLetters.getIfAvailable() != null;
		long maxRetries = Objects.requireNonNullElse(retry.getMaxRetries(),
				deadLetter ? RETRIES_BEFORE_DEAD_LETTERS : 0);
		return new RetryInterceptor(policy(retry, maxRetries, properties.getProcessing()), maxRetries > 0);
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
