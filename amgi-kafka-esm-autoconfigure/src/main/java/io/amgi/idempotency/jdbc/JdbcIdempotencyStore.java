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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.idempotency.Claim;
import io.amgi.idempotency.IdempotencyKey;
import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.TransactionalIdempotencyStore;

/**
 * An {@link IdempotencyStore} in a table of a PostgreSQL, MySQL, MariaDB or H2 database.
 * It takes part in Spring's transactions of its {@link DataSource}, if there is one on
 * the thread. Times are those of the database's clock. Keys are sorted, so that claims of
 * overlapping batches lock them in the same order.
 */
public final class JdbcIdempotencyStore implements TransactionalIdempotencyStore {

	/**
	 * The default name of the table.
	 */
	public static final String DEFAULT_TABLE_NAME = "amgi_idempotency";

	private final StoreConnections connections;

	private final String table;

	private final Duration retention;

	private volatile @Nullable JdbcDialect dialect;

	/**
	 * Creates a store. The database is asked for its product with the first claim.
	 * @param dataSource the connections to the database
	 * @param tableName the name of the table, possibly with a schema
	 * @param retention the time that completed keys are remembered
	 */
	public JdbcIdempotencyStore(DataSource dataSource, String tableName, Duration retention) {
		Assert.isTrue(tableName.matches("\\w+(\\.\\w+)*"),
				() -> "'%s' is no name of a table, possibly with a schema".formatted(tableName));
		Assert.isTrue(!retention.isNegative() && !retention.isZero(), "The retention must be positive");
		this.connections = new StoreConnections(dataSource);
		this.table = tableName;
		this.retention = retention;
	}

	@Override
	public DataSource getDataSource() {
		return this.connections.dataSource();
	}

	@Override
	public Map<IdempotencyKey, Claim> claim(Collection<IdempotencyKey> keys, String owner, Duration lease,
			Duration timeout) {
		Set<IdempotencyKey> sorted = new TreeSet<>(keys);
		return sorted.isEmpty() ? Map.of() : this.connections.execute(timeout,
				(connection, statements) -> claim(connection, statements, sorted, owner, lease));
	}

	private Map<IdempotencyKey, Claim> claim(Connection connection, StoreStatements statements,
			Set<IdempotencyKey> keys, String owner, Duration lease) throws SQLException {
		JdbcDialect dialect = dialect(connection);
		String sql = dialect.claim(this.table, keys.size());
		if (dialect.returnsClaims()) {
			return statements.query(sql, parameters(dialect, keys, owner, lease.toMillis()),
					(rows) -> claims(rows, keys, owner));
		}
		int affected = statements.update(sql, rowParameters(keys, owner, lease));
		if (affected == keys.size()) {
			return granted(keys, owner);
		}
		return statements.query(dialect.find(this.table, keys.size()), dialect.parameters(keys),
				(rows) -> claims(rows, keys, owner));
	}

	// A key without a row was freed in the meantime, and can be claimed again at once.
	private static Map<IdempotencyKey, Claim> claims(ResultSet rows, Set<IdempotencyKey> keys, String owner)
			throws SQLException {
		Map<IdempotencyKey, Claim> claims = new LinkedHashMap<>();
		while (rows.next()) {
			claims.put(IdempotencyKey.of(rows.getBytes(1)), claim(rows, owner));
		}
		keys.forEach((key) -> claims.putIfAbsent(key, Claim.heldBy("", Duration.ZERO)));
		return claims;
	}

	private static Claim claim(ResultSet row, String owner) throws SQLException {
		String holder = row.getString(2);
		if (row.getBoolean(3)) {
			return Claim.completed(holder);
		}
		return holder.equals(owner) ? Claim.granted(owner) : Claim.heldBy(holder, Duration.ofMillis(row.getLong(4)));
	}

	private static Map<IdempotencyKey, Claim> granted(Set<IdempotencyKey> keys, String owner) {
		Map<IdempotencyKey, Claim> claims = new LinkedHashMap<>();
		keys.forEach((key) -> claims.put(key, Claim.granted(owner)));
		return claims;
	}

	@Override
	public void renew(Collection<IdempotencyKey> keys, String owner, Duration lease, Duration timeout) {
		Set<IdempotencyKey> sorted = new TreeSet<>(keys);
		if (!sorted.isEmpty()) {
			this.connections.execute(timeout,
					(connection, statements) -> renew(dialect(connection), statements, sorted, owner, lease));
		}
	}

	private int renew(JdbcDialect dialect, StoreStatements statements, Set<IdempotencyKey> keys, String owner,
			Duration lease) throws SQLException {
		return statements.update(dialect.renew(this.table, keys.size()),
				parameters(dialect, keys, lease.toMillis(), owner));
	}

	@Override
	public Set<IdempotencyKey> complete(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
		Set<IdempotencyKey> sorted = new TreeSet<>(keys);
		return sorted.isEmpty() ? Set.of() : this.connections.execute(timeout,
				(connection, statements) -> complete(connection, statements, sorted, owner));
	}

	private Set<IdempotencyKey> complete(Connection connection, StoreStatements statements, Set<IdempotencyKey> keys,
			String owner) throws SQLException {
		JdbcDialect dialect = dialect(connection);
		int completed = statements.update(dialect.complete(this.table, keys.size()),
				parameters(dialect, keys, this.retention.toMillis(), owner));
		if (completed == keys.size()) {
			return Set.of();
		}
		return statements.query(dialect.find(this.table, keys.size()), dialect.parameters(keys),
				(rows) -> without(rows, keys, owner));
	}

	private static Set<IdempotencyKey> without(ResultSet rows, Set<IdempotencyKey> keys, String owner)
			throws SQLException {
		Set<IdempotencyKey> lost = new HashSet<>(keys);
		while (rows.next()) {
			if (rows.getString(2).equals(owner) && rows.getBoolean(3)) {
				lost.remove(IdempotencyKey.of(rows.getBytes(1)));
			}
		}
		return lost;
	}

	@Override
	public void release(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
		Set<IdempotencyKey> sorted = new TreeSet<>(keys);
		if (!sorted.isEmpty()) {
			this.connections.execute(timeout,
					(connection, statements) -> release(dialect(connection), statements, sorted, owner));
		}
	}

	private int release(JdbcDialect dialect, StoreStatements statements, Set<IdempotencyKey> keys, String owner)
			throws SQLException {
		return statements.update(dialect.release(this.table, keys.size()), parameters(dialect, keys, owner));
	}

	@Override
	public void purge(int limit, Duration timeout) {
		this.connections.execute(timeout,
				(connection, statements) -> statements.update(dialect(connection).purge(this.table), List.of(limit)));
	}

	private JdbcDialect dialect(Connection connection) throws SQLException {
		JdbcDialect dialect = this.dialect;
		if (dialect == null) {
			dialect = JdbcDialect.of(connection.getMetaData().getDatabaseProductName());
			this.dialect = dialect;
			this.connections.retryInTransactions(dialect.retriesInTransaction());
		}
		return dialect;
	}

	private static List<Object> parameters(JdbcDialect dialect, Collection<IdempotencyKey> keys, Object... first) {
		List<Object> parameters = new ArrayList<>(List.of(first));
		parameters.addAll(dialect.parameters(keys));
		return parameters;
	}

	private static List<Object> rowParameters(Collection<IdempotencyKey> keys, String owner, Duration lease) {
		List<Object> parameters = new ArrayList<>();
		for (IdempotencyKey key : keys) {
			parameters.add(key.toBytes());
			parameters.add(owner);
			parameters.add(lease.toMillis());
		}
		return parameters;
	}

}
