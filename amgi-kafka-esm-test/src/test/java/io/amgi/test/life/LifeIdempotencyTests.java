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

package io.amgi.test.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills environments while they handle a record, each a JVM under the runtime client, and
 * compares the result with the documentation's table.
 */
class LifeIdempotencyTests {

	private static final Duration MAX_WAIT = Duration.ofMinutes(3);

	private static final String DATABASE = "mem:" + UUID.randomUUID();

	private static final JdbcConnectionPool POOL = JdbcConnectionPool
		.create("jdbc:h2:" + DATABASE + ";DB_CLOSE_DELAY=-1", "sa", "");

	private static final JdbcTemplate JDBC = new JdbcTemplate(POOL);

	private static Server server;

	@BeforeAll
	static void start() throws SQLException {
		new ResourceDatabasePopulator(new ClassPathResource("io/amgi/idempotency/jdbc/schema-h2.sql")).execute(POOL);
		JDBC.execute("CREATE TABLE effects (id VARCHAR(100))");
		JDBC.execute("CREATE TABLE messages (id VARCHAR(100))");
		server = Server.createTcpServer("-tcpPort", "0").start();
	}

	@AfterAll
	static void stop() {
		server.stop();
		POOL.dispose();
	}

	@ParameterizedTest
	@CsvSource({ "'after its message is confirmed', true" })
	void effectsAreDocumented(String point, boolean transactional) throws IOException {
		assertRemains(transactional, point);
	}

	@Tag("long")
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void effectsOfEachPointAreDocumented(boolean transactional) throws IOException {
		assertRemains(transactional, "before the claim", "after the claim", "in the method, after its effect",
				"after its message is confirmed", "after the completion");
		if (transactional) {
			assertRemains(true, "after the commit");
		}
	}

	private static void assertRemains(boolean transactional, String... points) throws IOException {
		try (LambdaRuntimeEmulator other = environment(transactional).start()) {
			for (String point : points) {
				String order = UUID.randomUUID().toString();
				byte[] event = KafkaEvents.selfManaged()
					.bootstrapServers(order + ":9092")
					.record("orders", order)
					.toBytes();
				kill(transactional, point, event);
				assertThat(other.invoke(event).text()).as(point).isEqualTo("{\"batchItemFailures\":[]}");
				assertThat(remains(order)).as(point).isEqualTo(documented(point, transactional));
			}
		}
	}

	private static void kill(boolean transactional, String point, byte[] event) {
		try (LambdaRuntimeEmulator killed = environment(transactional).environment("KILL_AT", point).start()) {
			killed.invokeAsync(event);
			killed.awaitLine("life: " + point, MAX_WAIT);
		}
	}

	private static LambdaRuntimeBuilder environment(boolean transactional) {
		return LambdaLife.of(MortalApplication.class)
			.initTimeout(MAX_WAIT)
			.timeout(MAX_WAIT)
			.environment("SPRING_AMGI_ON_NACK", "report")
			.environment("SPRING_DATASOURCE_URL", "jdbc:h2:tcp://localhost:" + server.getPort() + "/" + DATABASE)
			.environment("SPRING_DATASOURCE_USERNAME", "sa")
			.environment("TRANSACTIONAL", String.valueOf(transactional));
	}

	private static String remains(String order) {
		return "%s, %s".formatted(count("effects", order), count("messages", order));
	}

	private static String count(String table, String order) {
		Integer count = JDBC.queryForObject("SELECT COUNT(*) FROM " + table + " WHERE id = ?", Integer.class, order);
		return (count == 1) ? "1 " + table.substring(0, table.length() - 1) : count + " " + table;
	}

	private static String documented(String point, boolean transactional) throws IOException {
		return Files.readAllLines(Path.of("..", "docs", "idempotency.md"))
			.stream()
			.filter((line) -> line.startsWith("| " + point + " |"))
			.map((line) -> line.split("\\|")[transactional ? 4 : 3].strip())
			.findFirst()
			.orElseThrow();
	}

}
