package io.amgi.test.idempotency;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections that do not commit by themselves, as pools may be configured.
 */
final class ManualCommits extends DelegatingDataSource {

	ManualCommits(DataSource dataSource) {
		super(dataSource);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		connection.setAutoCommit(false);
		return connection;
	}

}
