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
