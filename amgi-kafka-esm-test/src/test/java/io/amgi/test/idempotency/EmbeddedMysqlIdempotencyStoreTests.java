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

import java.io.IOException;
import java.nio.file.Path;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * MySQL 8.0, without Docker.
 */
class EmbeddedMysqlIdempotencyStoreTests extends JdbcStoreContract {

	private static EmbeddedMysql server;

	@BeforeAll
	static void start(@TempDir Path folder) throws InterruptedException {
		try {
			server = EmbeddedMysql.start(folder);
		}
		catch (IOException ex) {
			Assumptions.abort("Skipped, since MySQL cannot start here: " + ex.getMessage());
		}
	}

	@Override
	DataSource dataSource() {
		return server.dataSource();
	}

	@Override
	String platform() {
		return "mysql";
	}

	@AfterAll
	static void stop() throws InterruptedException {
		if (server != null) {
			server.close();
		}
	}

}
