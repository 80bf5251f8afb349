package io.amgi.test.idempotency;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mysql.MySQLContainer;

@Testcontainers(disabledWithoutDocker = true)
class MysqlIdempotencyStoreTests extends JdbcStoreContract {

	@Container
	static final MySQLContainer mysql = new MySQLContainer("mysql:8.4");

	@Override
	DataSource dataSource() {
		return new DriverManagerDataSource(mysql.getJdbcUrl(), mysql.getUsername(), mysql.getPassword());
	}

	@Override
	String platform() {
		return "mysql";
	}

}
