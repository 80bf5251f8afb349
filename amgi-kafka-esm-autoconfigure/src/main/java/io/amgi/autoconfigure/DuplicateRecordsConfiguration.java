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

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.amgi.idempotency.DuplicateListener;
import io.amgi.idempotency.IdempotencyInterceptor;
import io.amgi.observation.DuplicateRecords;

/**
 * Configuration of the observer that recognizes duplicates for the record counters.
 */
@Configuration(proxyBeanMethods = false)
class DuplicateRecordsConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	DuplicateRecords amgiDuplicateRecords() {
		return new DuplicateRecords();
	}

	/**
	 * Listens to idempotent methods.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(IdempotencyInterceptor.class)
	static class ListenerConfiguration {

		@Bean
		DuplicateListener amgiCountedDuplicates(DuplicateRecords duplicates) {
			return (message) -> duplicates.add(message.getEvent().id());
		}

	}

}
