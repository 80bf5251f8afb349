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

package io.amgi.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.amgi.channel.AmgiChannel;
import io.amgi.idempotency.Idempotent;
import io.amgi.idempotency.jdbc.JdbcIdempotencyStore;
import io.amgi.test.KafkaEvents;

/**
 * Invokes with 1,000 records of a partition whose method does nothing, under
 * {@code stop}, and counts statements. The methods:
 * <ul>
 * <li>{@code together}: {@code @Idempotent} without a key. The keys of all records are
 * claimed by one statement, and completed by one for each group of records.</li>
 * <li>{@code each}: {@code @Idempotent} with an expression. A statement for each record
 * claims its key; completions are as above.</li>
 * <li>{@code by-hand}: what a method without our help does for each record: a statement
 * that inserts its key, the work, a statement that marks the key as completed. Both are
 * the shortest ones possible, on the same table, and committed at once. Duplicates and
 * keys that others hold are not dealt with.</li>
 * <li>{@code plain}: not idempotent.</li>
 * </ul>
 * H2 runs twice: in this JVM, where a statement crosses no connection, and as a server on
 * loopback, which is how several environments can share it. PostgreSQL runs twice, too:
 * as embedded for tests, where a commit does not wait for the disk, and with
 * {@code synchronous_commit}, which is a server's default.
 */
public final class IdempotencyBenchmark {

	private static final int RECORDS = 1_000;

	// Until the compilers are done with the first database.
	private static final int WARM_UP = 60;

	// Statements are counted by one benchmark at a time.
	private static StatementCounter counter = new StatementCounter(new SingleConnectionDataSource());

	private final AtomicInteger round = new AtomicInteger();

	private final LocalApplication application;

	private final JdbcTemplate jdbc;

	private IdempotencyBenchmark(LocalApplication application, DataSource dataSource) {
		this.application = application;
		this.jdbc = new JdbcTemplate(dataSource);
	}

	/**
	 * Measures and prints.
	 * @param args the number of rounds, 30 by default
	 * @throws IOException if PostgreSQL does not stop
	 * @throws SQLException if H2's server does not start
	 */
	public static void main(String[] args) throws IOException, SQLException {
		System.setProperty("h2.bindAddress", "localhost");
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 30;
		System.out.println("| database | method | ms | claims | completions | time / together |");
		System.out.println("|---|---|---|---|---|---|");
		run("H2 in this JVM", "h2", JdbcConnectionPool.create("jdbc:h2:mem:benchmark;DB_CLOSE_DELAY=-1", "sa", ""),
				rounds);
		runH2Server(rounds);
		runPostgres("PostgreSQL, asynchronous commits", "off", rounds);
		runPostgres("PostgreSQL", "on", rounds);
	}

	private static void runH2Server(int rounds) throws SQLException {
		Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
		try {
			String url = "jdbc:h2:tcp://localhost:%d/mem:served;DB_CLOSE_DELAY=-1".formatted(server.getPort());
			run("H2 as a server", "h2", JdbcConnectionPool.create(url, "sa", ""), rounds);
		}
		finally {
			server.stop();
		}
	}

	private static void runPostgres(String name, String synchronousCommit, int rounds) throws IOException {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
			.setServerConfig("synchronous_commit", synchronousCommit)
			.start()) {
			SingleConnectionDataSource connection = new SingleConnectionDataSource(
					postgres.getJdbcUrl("postgres", "postgres"), true);
			run(name, "postgresql", connection, rounds);
			connection.destroy();
		}
	}

	private static void run(String database, String platform, DataSource dataSource, int rounds) {
		new ResourceDatabasePopulator(
				new ClassPathResource("io/amgi/idempotency/jdbc/schema-%s.sql".formatted(platform)))
			.execute(dataSource);
		counter = new StatementCounter(dataSource);
		try (LocalApplication application = LocalApplication.start(Application.class, Map.of("spring.amgi.on-nack",
				"report", "spring.amgi.processing.after-failure", "stop", "logging.level.root", "off"))) {
			new IdempotencyBenchmark(application, dataSource).run(database, rounds);
		}
	}

	private void run(String database, int rounds) {
		List<String> topics = List.of("together", "each", "by-hand", "plain");
		Rounds measured = Rounds.measure(WARM_UP, rounds,
				topics.stream().<LongSupplier>map((topic) -> () -> invoke(topic)).toArray(LongSupplier[]::new));
		for (int i = 0; i < topics.size(); i++) {
			print(database, topics.get(i), measured, i);
		}
	}

	private void print(String database, String topic, Rounds measured, int index) {
		counter.clear();
		invoke(topic);
		System.out.printf(Locale.ROOT, "| %s | %s | %.1f | %d | %d | %.2f |%n", database, topic,
				measured.micros(index) / 1e3, counter.count("claim"), counter.count("completion"),
				measured.ratio(index, 0));
	}

	// No record comes twice, and no record finds those of earlier rounds.
	private long invoke(String topic) {
		this.jdbc.execute("TRUNCATE TABLE amgi_idempotency");
		int number = this.round.incrementAndGet();
		KafkaEvents event = KafkaEvents.selfManaged().bootstrapServers("broker-" + number + ":9092");
		for (int i = 0; i < RECORDS; i++) {
			String value = number + "-" + i;
			event.record(topic, (record) -> record.value(value));
		}
		return this.application.invoke(event.toBytes());
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Handlers handlers() {
			return new Handlers(new JdbcTemplate(counter.dataSource()));
		}

		@Bean
		JdbcIdempotencyStore idempotencyStore() {
			return new JdbcIdempotencyStore(counter.dataSource(), JdbcIdempotencyStore.DEFAULT_TABLE_NAME,
					Duration.ofDays(7));
		}

	}

	/**
	 * Methods that do nothing.
	 */
	static final class Handlers {

		private final JdbcTemplate jdbc;

		Handlers(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Idempotent
		@AmgiChannel("together")
		void together(String value) {
		}

		@Idempotent(key = "#value")
		@AmgiChannel("each")
		void each(String value) {
		}

		@AmgiChannel("by-hand")
		void byHand(String value) throws NoSuchAlgorithmException {
			byte[] id = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
			this.jdbc.update("INSERT INTO amgi_idempotency (id, owner, completed, expires_at) VALUES (?, ?, FALSE, ?)",
					id, "owner", Timestamp.from(Instant.now().plusSeconds(30)));
			this.jdbc.update("UPDATE amgi_idempotency SET completed = TRUE, expires_at = ? WHERE id = ?",
					Timestamp.from(Instant.now().plus(Duration.ofDays(7))), id);
		}

		@AmgiChannel("plain")
		void plain(String value) {
		}

	}

}
