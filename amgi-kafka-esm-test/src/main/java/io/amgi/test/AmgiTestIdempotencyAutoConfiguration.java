package io.amgi.test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.amgi.autoconfigure.AmgiIdempotencyAutoConfiguration;
import io.amgi.autoconfigure.AmgiProperties;
import io.amgi.idempotency.IdempotencyStore;

/**
 * Auto-configuration of a store for idempotent methods in tests that have no database.
 */
@AutoConfiguration(after = AmgiIdempotencyAutoConfiguration.class)
public final class AmgiTestIdempotencyAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(IdempotencyStore.class)
	TestIdempotencyStore amgiTestIdempotencyStore(AmgiProperties properties) {
		return new TestIdempotencyStore(properties.getIdempotency().getRetention());
	}

}
