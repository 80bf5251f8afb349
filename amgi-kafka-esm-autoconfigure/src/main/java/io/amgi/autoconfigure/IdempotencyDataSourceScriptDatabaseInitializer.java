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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

import io.amgi.idempotency.jdbc.JdbcIdempotencyStore;

/**
 * Initializes the schema of the idempotency store. May be registered as a bean to
 * override auto-configuration.
 */
public class IdempotencyDataSourceScriptDatabaseInitializer extends DataSourceScriptDatabaseInitializer {

	private static final String SCHEMA = "classpath:io/amgi/idempotency/jdbc/schema-@@platform@@.sql";

	private final String tableName;

	/**
	 * Creates an initializer.
	 * @param dataSource the data source of the store
	 * @param properties the store's properties
	 */
	public IdempotencyDataSourceScriptDatabaseInitializer(DataSource dataSource, IdempotencyJdbcProperties properties) {
		super(dataSource, settings(dataSource, properties.getInitializeSchema()));
		this.tableName = properties.getTableName();
	}

	private static DatabaseInitializationSettings settings(DataSource dataSource, DatabaseInitializationMode mode) {
		DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
		settings.setMode(mode);
		if (mode != DatabaseInitializationMode.NEVER) {
			settings.setSchemaLocations(
					new PlatformPlaceholderDatabaseDriverResolver().withDriverPlatform(DatabaseDriver.MARIADB, "mysql")
						.resolveAll(dataSource, SCHEMA));
		}
		return settings;
	}

	@Override
	protected void runScripts(Scripts scripts) {
		List<Resource> named = new ArrayList<>();
		scripts.forEach((script) -> named.add(withTableName(script)));
		super.runScripts(new Scripts(named).separator(scripts.getSeparator())
			.continueOnError(scripts.isContinueOnError())
			.encoding(scripts.getEncoding()));
	}

	// A table's name may include a schema, but an index's name may not.
	private Resource withTableName(Resource script) {
		try {
			String text = script.getContentAsString(StandardCharsets.UTF_8)
				.replaceAll(JdbcIdempotencyStore.DEFAULT_TABLE_NAME + "(?=_)", this.tableName.replace('.', '_'))
				.replaceAll(JdbcIdempotencyStore.DEFAULT_TABLE_NAME + "(?!_)", this.tableName);
			return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), script.getDescription());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
