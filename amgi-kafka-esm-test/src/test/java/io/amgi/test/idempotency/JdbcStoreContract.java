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

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.amgi.idempotency.Claim.Status;
import io.amgi.idempotency.IdempotencyKey;
import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.jdbc.JdbcIdempotencyStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The contract of the store in a database, in addition to that of every store.
 */
abstract class JdbcStoreContract extends IdempotencyStoreContract {

	private static final Duration LEASE = Duration.ofMinutes(5);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final String owner = UUID.randomUUID().toString();

	private final String other = UUID.randomUUID().toString();

	abstract DataSource dataSource();

	abstract String platform();

	@Override
	protected IdempotencyStore createStore(Duration retention) {
		return new JdbcIdempotencyStore(dataSource(), JdbcIdempotencyStore.DEFAULT_TABLE_NAME, retention);
	}

	@BeforeEach
	void createTable() {
		new ResourceDatabasePopulator(
				new ClassPathResource("io/amgi/idempotency/jdbc/schema-%s.sql".formatted(platform())))
			.execute(dataSource());
	}

	@Test
	void schemaMayBeCreatedAgainOnAFilledTable() {
		IdempotencyStore store = createStore(Duration.ofDays(7));
		List<IdempotencyKey> keys = List.of(Keys.random());
		store.claim(keys, this.owner, LEASE, TIMEOUT);
		store.complete(keys, this.owner, TIMEOUT);
		createTable();
		assertThat(store.claim(keys, this.other, LEASE, TIMEOUT).get(keys.get(0)).status()).isEqualTo(Status.COMPLETED);
	}

	@Test
	void columnOfALaterVersionMayBeThereFirst() {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource());
		jdbc.execute("ALTER TABLE amgi_idempotency ADD COLUMN later INTEGER");
		try {
			schemaMayBeCreatedAgainOnAFilledTable();
		}
		finally {
			jdbc.execute("ALTER TABLE amgi_idempotency DROP COLUMN later");
		}
	}

	@Test
	void deliveriesAreCounted() {
		IdempotencyStore store = createStore(Duration.ofDays(7));
		IdempotencyKey key = Keys.random();
		store.claim(List.of(key), this.owner, LEASE, TIMEOUT);
		store.claim(List.of(key), this.other, LEASE, TIMEOUT);
		assertThat(new JdbcTemplate(dataSource()).queryForObject("SELECT deliveries FROM amgi_idempotency WHERE id = ?",
				Integer.class, (Object) key.toBytes()))
			.isEqualTo(2);
	}

	@Test
	void purgeRemovesWhatIsExpiredForLongUpToItsLimit() {
		IdempotencyStore store = createStore(Duration.ofDays(7));
		List<IdempotencyKey> keys = List.of(Keys.random(), Keys.random(), Keys.random());
		store.claim(keys, this.owner, LEASE, TIMEOUT);
		JdbcTemplate jdbc = new JdbcTemplate(dataSource());
		jdbc.update("UPDATE amgi_idempotency SET expires_at = TIMESTAMP '2020-01-01 00:00:00' WHERE owner = ?",
				this.owner);
		store.purge(2, TIMEOUT);
		assertThat(rows(jdbc)).isEqualTo(1);
		store.purge(2, TIMEOUT);
		assertThat(rows(jdbc)).isZero();
	}

	private Integer rows(JdbcTemplate jdbc) {
		return jdbc.queryForObject("SELECT COUNT(*) FROM amgi_idempotency WHERE owner = ?", Integer.class, this.owner);
	}

	@Test
	void claimIsRolledBackWithItsTransaction() {
		IdempotencyStore store = createStore(Duration.ofDays(7));
		List<IdempotencyKey> keys = List.of(Keys.random());
		transaction().executeWithoutResult((status) -> {
			store.claim(keys, this.owner, LEASE, TIMEOUT);
			store.complete(keys, this.owner, TIMEOUT);
			status.setRollbackOnly();
		});
		assertThat(store.claim(keys, this.other, LEASE, TIMEOUT).get(keys.get(0)).status()).isEqualTo(Status.GRANTED);
	}

	@Test
	void claimWaitsForTheTransactionThatHoldsItsKey() throws Exception {
		IdempotencyStore store = createStore(Duration.ofDays(7));
		List<IdempotencyKey> keys = List.of(Keys.random());
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			var claim = transaction().execute((status) -> {
				store.claim(keys, this.owner, LEASE, TIMEOUT);
				var waiting = thread.submit(() -> store.claim(keys, this.other, LEASE, TIMEOUT));
				store.complete(keys, this.owner, TIMEOUT);
				return waiting;
			});
			assertThat(claim.get().get(keys.get(0)).status()).isEqualTo(Status.COMPLETED);
		}
		finally {
			thread.shutdownNow();
		}
	}

	@Test
	void claimDoesNotWaitLongerThanItsTimeout() {
		IdempotencyStore store = createStore(Duration.ofDays(7));
		List<IdempotencyKey> keys = List.of(Keys.random());
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			transaction().executeWithoutResult((status) -> {
				store.claim(keys, this.owner, LEASE, TIMEOUT);
				assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> other(thread, store, keys));
			});
		}
		finally {
			thread.shutdownNow();
		}
	}

	private void other(ExecutorService thread, IdempotencyStore store, List<IdempotencyKey> keys) throws Exception {
		try {
			thread.submit(() -> store.claim(keys, this.other, LEASE, Duration.ofSeconds(1))).get();
		}
		catch (ExecutionException ex) {
			throw (Exception) ex.getCause();
		}
	}

	@Test
	void connectionsWithoutAutoCommitAreCommitted() {
		IdempotencyStore store = new JdbcIdempotencyStore(new ManualCommits(dataSource()),
				JdbcIdempotencyStore.DEFAULT_TABLE_NAME, Duration.ofDays(7));
		List<IdempotencyKey> keys = List.of(Keys.random());
		store.claim(keys, this.owner, LEASE, TIMEOUT);
		store.complete(keys, this.owner, TIMEOUT);
		assertThat(createStore(Duration.ofDays(7)).claim(keys, this.other, LEASE, TIMEOUT).get(keys.get(0)).status())
			.isEqualTo(Status.COMPLETED);
	}

	@Test
	void largestBatchIsOneStatementPerOperation() throws Exception {
		CountedStatements counted = new CountedStatements(dataSource());
		IdempotencyStore store = new JdbcIdempotencyStore(counted.dataSource(), JdbcIdempotencyStore.DEFAULT_TABLE_NAME,
				Duration.ofDays(7));
		List<IdempotencyKey> keys = Stream.generate(Keys::random).limit(1000).toList();
		store.claim(keys, this.owner, LEASE, TIMEOUT);
		store.renew(keys, this.owner, LEASE, TIMEOUT);
		store.complete(keys, this.owner, TIMEOUT);
		assertThat(counted.count()).isEqualTo(3);
	}

	private TransactionTemplate transaction() {
		return new TransactionTemplate(new JdbcTransactionManager(dataSource()));
	}

}
