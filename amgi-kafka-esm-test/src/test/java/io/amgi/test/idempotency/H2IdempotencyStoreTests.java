package io.amgi.test.idempotency;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;

class H2IdempotencyStoreTests extends JdbcStoreContract {

	private static final JdbcConnectionPool POOL = JdbcConnectionPool.create("jdbc:h2:mem:store;DB_CLOSE_DELAY=-1",
			"sa", "");

	@Override
	DataSource dataSource() {
		return POOL;
	}

	@Override
	String platform() {
		return "h2";
	}

	@AfterAll
	static void close() {
		POOL.dispose();
	}

}
