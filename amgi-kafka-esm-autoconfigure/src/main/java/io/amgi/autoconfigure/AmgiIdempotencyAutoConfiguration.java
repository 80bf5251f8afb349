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

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.amgi.idempotency.DuplicateListener;
import io.amgi.idempotency.IdempotencyInterceptor;
import io.amgi.idempotency.IdempotencyOptions;
import io.amgi.idempotency.IdempotentMethods;

/**
 * Auto-configuration for channel methods that are annotated with
 * {@link io.amgi.idempotency.Idempotent @Idempotent}.
 */
@AutoConfiguration(after = AmgiAutoConfiguration.class,
		afterName = { "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "spring.amgi.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmgiProperties.class)
@Import({ DynamoDbIdempotencyStoreConfiguration.class, JdbcIdempotencyStoreConfiguration.class })
public final class AmgiIdempotencyAutoConfiguration {

	private final IdempotencyOptions options;

	AmgiIdempotencyAutoConfiguration(AmgiProperties properties) {
		AmgiProperties.Idempotency idempotency = properties.getIdempotency();
		this.options = new IdempotencyOptions(idempotency.getCluster(), idempotency.isTransactional(),
				idempotency.getOnStoreFailure(), IdempotencyOptions.DEFAULT_LEASE);
	}

	@Bean
	IdempotentMethods amgiIdempotentMethods(ListableBeanFactory beanFactory) {
		return new IdempotentMethods(beanFactory, this.options);
	}

	@Bean
	IdempotencyInterceptor amgiIdempotencyInterceptor(IdempotentMethods methods,
			ObjectProvider<DuplicateListener> listeners) {
		return new IdempotencyInterceptor(methods, this.options, listeners.orderedStream().toList());
	}

}
