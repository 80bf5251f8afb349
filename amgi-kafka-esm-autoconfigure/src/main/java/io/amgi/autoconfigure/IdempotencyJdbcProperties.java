package io.amgi.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * Properties of the idempotency store in the application's database.
 */
@ConfigurationProperties("spring.amgi.idempotency.jdbc")
public class IdempotencyJdbcProperties {

	/**
	 * Name of the table that holds the keys of handled records.
	 */
	private String tableName = "amgi_idempotency";

	/**
	 * Database schema initialization mode of the idempotency store.
	 */
	private DatabaseInitializationMode initializeSchema = DatabaseInitializationMode.EMBEDDED;

	public String getTableName() {
		return this.tableName;
	}

	public void setTableName(String tableName) {
		this.tableName = tableName;
	}

	public DatabaseInitializationMode getInitializeSchema() {
		return this.initializeSchema;
	}

	public void setInitializeSchema(DatabaseInitializationMode initializeSchema) {
		this.initializeSchema = initializeSchema;
	}

}
