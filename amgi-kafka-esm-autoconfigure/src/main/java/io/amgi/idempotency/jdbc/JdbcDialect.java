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

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import io.amgi.idempotency.IdempotencyKey;

/**
 * The SQL of a database. Keys are the last parameters of a statement. Where the database
 * takes them as one array, a statement's text does not depend on their number, so that it
 * is parsed once.
 */
enum JdbcDialect {

	/**
	 * PostgreSQL. The claim returns each key's state in the one statement.
	 */
	POSTGRESQL("statement_timestamp()", "%s + CAST(? AS double precision) * INTERVAL '1 millisecond'",
			"CAST(EXTRACT(EPOCH FROM expires_at - %s) * 1000 AS bigint)") {

		@Override
		String claim(String table, int keys) {
			return """
					INSERT INTO %s AS e (id, owner, completed, expires_at, deliveries)
					SELECT k.id, CAST(? AS varchar), FALSE, %s, 1 FROM unnest(CAST(? AS bytea[])) AS k (id)
					ON CONFLICT (id) DO UPDATE SET
					owner = CASE WHEN %s THEN excluded.owner ELSE e.owner END,
					completed = e.completed AND e.expires_at > %s,
					expires_at = CASE WHEN %s THEN excluded.expires_at ELSE e.expires_at END,
					deliveries = e.deliveries + 1
					RETURNING id, owner, completed, %s""".formatted(table, after(), free("excluded"), now(),
					free("excluded"), remaining());
		}

		@Override
		String idIn(int keys) {
			return "id = ANY (CAST(? AS bytea[]))";
		}

		@Override
		String purge(String table) {
			return "DELETE FROM %s WHERE id IN (SELECT id FROM %s WHERE expires_at < %s - INTERVAL '1 hour' LIMIT ? FOR UPDATE SKIP LOCKED)"
				.formatted(table, table, now());
		}

	},

	/**
	 * H2. The claim returns each key's state in the one statement.
	 */
	H2("CURRENT_TIMESTAMP", "DATEADD(MILLISECOND, ?, %s)", "DATEDIFF(MILLISECOND, %s, expires_at)") {

		@Override
		String claim(String table, int keys) {
			return """
					SELECT id, owner, completed, %s FROM FINAL TABLE (
					MERGE INTO %s e USING
					(SELECT k.id, CAST(? AS VARCHAR(36)) owner, %s expires_at FROM %s) n ON e.id = n.id
					WHEN MATCHED THEN UPDATE SET
					owner = CASE WHEN %s THEN n.owner ELSE e.owner END,
					completed = e.completed AND e.expires_at > %s,
					expires_at = CASE WHEN %s THEN n.expires_at ELSE e.expires_at END,
					deliveries = e.deliveries + 1
					WHEN NOT MATCHED THEN INSERT (id, owner, completed, expires_at, deliveries)
					VALUES (n.id, n.owner, FALSE, n.expires_at, 1))""".formatted(remaining(), table, after(), H2_KEYS,
					free("n"), now(), free("n"));
		}

		@Override
		String find(String table, int keys) {
			return "SELECT e.id, e.owner, e.completed, %s FROM %s JOIN %s e ON e.id = k.id".formatted(remaining(),
					H2_KEYS, table);
		}

		@Override
		String renew(String table, int keys) {
			return merge(table, H2_MILLIS, "AND e.completed = FALSE THEN UPDATE SET expires_at = " + afterMillis());
		}

		@Override
		String complete(String table, int keys) {
			return merge(table, H2_MILLIS, "THEN UPDATE SET completed = TRUE, expires_at = " + afterMillis());
		}

		@Override
		String release(String table, int keys) {
			return merge(table, "", "AND e.completed = FALSE THEN DELETE");
		}

		// H2 would search a list of keys, or evaluate a query for them, for each row.
		private String merge(String table, String parameter, String action) {
			return """
					MERGE INTO %s e USING
					(SELECT %s CAST(? AS VARCHAR(36)) owner, k.id FROM %s) n ON e.id = n.id
					WHEN MATCHED AND e.owner = n.owner %s""".formatted(table, parameter, H2_KEYS, action);
		}

		private String afterMillis() {
			return "DATEADD(MILLISECOND, n.millis, %s)".formatted(now());
		}

		@Override
		String purge(String table) {
			return "DELETE FROM %s WHERE expires_at < DATEADD(HOUR, -1, %s) FETCH FIRST ? ROWS ONLY".formatted(table,
					now());
		}

		// Writers that insert the same key at once do not always wait for each other.
		@Override
		boolean retriesInTransaction() {
			return true;
		}

	},

	/**
	 * MySQL and MariaDB. A claim does not return states: if all keys were new, as the
	 * number of affected rows says, there is nothing to ask for; otherwise one query asks
	 * for all. Assignments are made from left to right and see those before them.
	 */
	MYSQL("UTC_TIMESTAMP(6)", "TIMESTAMPADD(MICROSECOND, ? * 1000, %s)",
			"TIMESTAMPDIFF(MICROSECOND, %s, expires_at) DIV 1000") {

		@Override
		String claim(String table, int keys) {
			return """
					INSERT INTO %s (id, owner, completed, expires_at, deliveries) VALUES %s
					ON DUPLICATE KEY UPDATE
					completed = completed AND expires_at > %s,
					owner = IF(NOT completed AND (expires_at <= %s OR owner = VALUES(owner)), VALUES(owner), owner),
					expires_at = IF(NOT completed AND owner = VALUES(owner), VALUES(expires_at), expires_at),
					deliveries = deliveries + 1""".formatted(table, repeat("(?, ?, FALSE, " + after() + ", 1)", keys),
					now(), now());
		}

		@Override
		boolean returnsClaims() {
			return false;
		}

		@Override
		List<Object> parameters(Collection<IdempotencyKey> keys) {
			return keys.stream().<Object>map(IdempotencyKey::toBytes).toList();
		}

		@Override
		String purge(String table) {
			return "DELETE FROM %s WHERE expires_at < TIMESTAMPADD(HOUR, -1, %s) LIMIT ?".formatted(table, now());
		}

	};

	private static final String H2_KEYS = "UNNEST(CAST(? AS BINARY(32) ARRAY)) k (id)";

	private static final String H2_MILLIS = "CAST(? AS BIGINT) millis,";

	private final String now;

	private final String after;

	private final String remaining;

	JdbcDialect(String now, String after, String remaining) {
		this.now = now;
		this.after = after.formatted(now);
		this.remaining = remaining.formatted(now);
	}

	/**
	 * Finds the dialect of a database.
	 * @param product the database's name for itself
	 * @return the dialect
	 * @throws IllegalArgumentException if there is none
	 */
	static JdbcDialect of(String product) {
		return switch (product.toLowerCase(Locale.ROOT)) {
			case "postgresql" -> POSTGRESQL;
			case "h2" -> H2;
			case "mysql", "mariadb" -> MYSQL;
			default -> throw new IllegalArgumentException(
					"No idempotency store for '%s', only for PostgreSQL, MySQL, MariaDB and H2".formatted(product));
		};
	}

	/**
	 * Returns the statement that claims keys. Its parameters are the owner, the lease in
	 * milliseconds and the keys, or these three for each key if it
	 * {@linkplain #returnsClaims() does not return claims}, where the key comes first.
	 * @param table the table
	 * @param keys the number of keys
	 * @return the statement
	 */
	abstract String claim(String table, int keys);

	boolean returnsClaims() {
		return true;
	}

	boolean retriesInTransaction() {
		return false;
	}

	// Parameters: the keys.
	String find(String table, int keys) {
		return "SELECT id, owner, completed, %s FROM %s WHERE %s".formatted(remaining(), table, idIn(keys));
	}

	// Parameters: the lease in milliseconds, the owner, the keys.
	String renew(String table, int keys) {
		return "UPDATE %s SET expires_at = %s WHERE owner = ? AND completed = FALSE AND %s".formatted(table, after(),
				idIn(keys));
	}

	// Parameters: the retention in milliseconds, the owner, the keys.
	String complete(String table, int keys) {
		return "UPDATE %s SET completed = TRUE, expires_at = %s WHERE owner = ? AND %s".formatted(table, after(),
				idIn(keys));
	}

	// Parameters: the owner, the keys.
	String release(String table, int keys) {
		return "DELETE FROM %s WHERE owner = ? AND completed = FALSE AND %s".formatted(table, idIn(keys));
	}

	// Parameters: the maximum number of rows.
	abstract String purge(String table);

	final String now() {
		return this.now;
	}

	final String after() {
		return this.after;
	}

	final String remaining() {
		return this.remaining;
	}

	final String free(String claim) {
		return "e.expires_at <= %s OR NOT e.completed AND e.owner = %s.owner".formatted(this.now, claim);
	}

	// The condition for rows of keys.
	String idIn(int keys) {
		return "id IN (" + repeat("?", keys) + ")";
	}

	/**
	 * Returns the parameters that stand for keys: an array of all of them by default.
	 * @param keys the keys
	 * @return the parameters
	 */
	List<Object> parameters(Collection<IdempotencyKey> keys) {
		return List.of((Object) keys.stream().map(IdempotencyKey::toBytes).toArray(byte[][]::new));
	}

	private static String repeat(String text, int times) {
		return String.join(", ", Collections.nCopies(times, text));
	}

}
