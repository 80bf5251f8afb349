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

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.datasource.DataSourceUtils;

import io.amgi.autoconfigure.JdbcIdempotencyStoreConfiguration.SchemaHints;
import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.jdbc.JdbcIdempotencyStore;

/**
 * The idempotency store in the application's database. It is lazy, since an application
 * without idempotent methods needs no table.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ DataSourceUtils.class, DataSourceScriptDatabaseInitializer.class })
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnMissingBean(IdempotencyStore.class)
@EnableConfigurationProperties(IdempotencyJdbcProperties.class)
@ImportRuntimeHints(SchemaHints.class)
class JdbcIdempotencyStoreConfiguration {

	@Bean
	@Lazy
	JdbcIdempotencyStore amgiIdempotencyStore(DataSource dataSource, AmgiProperties properties,
			IdempotencyJdbcProperties jdbc,
			ObjectProvider<IdempotencyDataSourceScriptDatabaseInitializer> initializer) {
		if (initializer.getIfAvailable() == null) {
			new IdempotencyDataSourceScriptDatabaseInitializer(dataSource, jdbc).initializeDatabase();
		}
		return new JdbcIdempotencyStore(dataSource, jdbc.getTableName(), properties.getIdempotency().getRetention());
	}

	/**
	 * Hints for the scripts.
	 */
	static final class SchemaHints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern("io/amgi/idempotency/jdbc/schema-*.sql");
		}

	}

}
