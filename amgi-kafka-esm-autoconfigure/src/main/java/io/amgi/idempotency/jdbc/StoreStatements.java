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

package io.amgi.idempotency.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Statements on a connection, each with the same time-out.
 *
 * @param connection the connection
 * @param timeout the time-out in seconds
 */
record StoreStatements(Connection connection, int timeout) {

	int update(String sql, List<Object> parameters) throws SQLException {
		try (PreparedStatement statement = prepare(sql, parameters)) {
			return statement.executeUpdate();
		}
	}

	<T> T query(String sql, List<Object> parameters, Extractor<T> extractor) throws SQLException {
		try (PreparedStatement statement = prepare(sql, parameters); ResultSet rows = statement.executeQuery()) {
			return extractor.extract(rows);
		}
	}

	private PreparedStatement prepare(String sql, List<Object> parameters) throws SQLException {
		PreparedStatement statement = this.connection.prepareStatement(sql);
		try {
			statement.setQueryTimeout(this.timeout);
			for (int i = 0; i < parameters.size(); i++) {
				statement.setObject(i + 1, parameters.get(i));
			}
			return statement;
		}
		catch (SQLException ex) {
			statement.close();
			throw ex;
		}
	}

	/**
	 * Reads rows.
	 *
	 * @param <T> the type of what they say
	 */
	@FunctionalInterface
	interface Extractor<T> {

		T extract(ResultSet rows) throws SQLException;

	}

}
