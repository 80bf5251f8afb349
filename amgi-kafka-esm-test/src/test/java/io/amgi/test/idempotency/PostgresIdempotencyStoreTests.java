package io.amgi.test.idempotency;

import java.io.IOException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

class PostgresIdempotencyStoreTests extends JdbcStoreContract {

	private static EmbeddedPostgres postgres;

	private static DataSource dataSource;

	@BeforeAll
	static void start() {
		try {
			postgres = EmbeddedPostgres.start();
			dataSource = postgres.getPostgresDatabase();
		}
		catch (IOException | RuntimeException ex) {
			Assumptions.abort("Skipped, since PostgreSQL cannot start here: " + ex);
		}
	}

	@Override
	DataSource dataSource() {
		return dataSource;
	}

	@Override
	String platform() {
		return "postgresql";
	}

	@AfterAll
	static void stop() throws IOException {
		if (postgres != null) {
			postgres.close();
		}
	}

}
