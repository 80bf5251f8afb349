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
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.dynamodb.DynamoDbIdempotencyStore;

/**
 * The idempotency store in a DynamoDB table, if one is named. It is lazy, since an
 * application without idempotent methods needs no client.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DynamoDbClient.class)
@ConditionalOnProperty("spring.amgi.idempotency.dynamodb.table-name")
@ConditionalOnMissingBean(IdempotencyStore.class)
class DynamoDbIdempotencyStoreConfiguration {

	private static final String URL_CONNECTION_CLIENT = "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient";

	@Bean
	@Lazy
	DynamoDbIdempotencyStore amgiIdempotencyStore(ObjectProvider<DynamoDbClient> client, AmgiProperties properties) {
		AmgiProperties.Idempotency idempotency = properties.getIdempotency();
		return new DynamoDbIdempotencyStore(client.getIfAvailable(this::client),
				String.valueOf(idempotency.getDynamodb().getTableName()), idempotency.getRetention());
	}

	private DynamoDbClient client() {
		DynamoDbClientBuilder builder = DynamoDbClient.builder();
		if (ClassUtils.isPresent(URL_CONNECTION_CLIENT, getClass().getClassLoader())) {
			UrlConnection.use(builder);
		}
		return builder.build();
	}

	/**
	 * The JDK's HTTP client, which starts faster than others.
	 */
	private static final class UrlConnection {

		static void use(DynamoDbClientBuilder builder) {
			builder.httpClientBuilder(UrlConnectionHttpClient.builder());
		}

	}

}
