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
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * The connections of a store: the connection of the thread's transaction, or a separate
 * one, which is committed regardless of its default.
 */
final class StoreConnections {

	private static final int ATTEMPTS = 5;

	private final SQLExceptionTranslator translator = new SQLExceptionSubclassTranslator();

	private final DataSource dataSource;

	private volatile boolean retryInTransactions;

	StoreConnections(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	DataSource dataSource() {
		return this.dataSource;
	}

	void retryInTransactions(boolean retryInTransactions) {
		this.retryInTransactions = retryInTransactions;
	}

	/**
	 * Executes work, again where it has met another's.
	 * @param <T> the type of the result
	 * @param timeout the time that it may take, rounded to seconds, one at least
	 * @param work the work
	 * @return the result
	 * @throws DataAccessException if that fails
	 */
	<T> T execute(Duration timeout, Work<T> work) {
		long deadline = System.nanoTime() + timeout.toNanos();
		for (int attempt = 1;; attempt++) {
			long remaining = deadline - System.nanoTime();
			if (remaining <= 0) {
				throw new QueryTimeoutException("No time is left for the idempotency store");
			}
			try {
				return executeOnce((int) Math.max(1, Duration.ofNanos(remaining).toSeconds()), work);
			}
			catch (RepeatableException ex) {
				if (attempt == ATTEMPTS) {
					throw ex.failure();
				}
			}
		}
	}

	private <T> T executeOnce(int timeout, Work<T> work) throws RepeatableException {
		Connection connection = DataSourceUtils.getConnection(this.dataSource);
		boolean own = !DataSourceUtils.isConnectionTransactional(connection, this.dataSource);
		try {
			T result = work.execute(connection, new StoreStatements(connection, timeout));
			commit(connection, own);
			return result;
		}
		catch (SQLException ex) {
			rollback(connection, own);
			throw failure(ex, own);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

	private static void commit(Connection connection, boolean own) throws SQLException {
		if (own && !connection.getAutoCommit()) {
			connection.commit();
		}
	}

	private static void rollback(Connection connection, boolean own) {
		try {
			if (own && !connection.getAutoCommit()) {
				connection.rollback();
			}
		}
		catch (SQLException ex) {
			// The connection is of no use, as whoever gets it next finds out.
		}
	}

	// Databases may wait for a lock for less than the time that is left, as H2 does.
	private DataAccessException failure(SQLException failure, boolean own) throws RepeatableException {
		DataAccessException translated = this.translator.translate("Idempotency store", null, failure);
		DataAccessException exception = (translated != null) ? translated : uncategorized(failure);
		boolean metAnother = exception instanceof ConcurrencyFailureException
				|| exception instanceof DuplicateKeyException || exception instanceof QueryTimeoutException;
		if (metAnother && (own || this.retryInTransactions)) {
			throw new RepeatableException(exception);
		}
		return exception;
	}

	private static DataAccessException uncategorized(SQLException failure) {
		return new UncategorizedSQLException("Idempotency store", null, failure);
	}

	/**
	 * Work on a connection.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Work<T> {

		T execute(Connection connection, StoreStatements statements) throws SQLException;

	}

	/**
	 * Thrown if work has met another's and may be repeated.
	 */
	private static final class RepeatableException extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient DataAccessException failure;

		RepeatableException(DataAccessException failure) {
			super(failure);
			this.failure = failure;
		}

		DataAccessException failure() {
			return this.failure;
		}

	}

}
