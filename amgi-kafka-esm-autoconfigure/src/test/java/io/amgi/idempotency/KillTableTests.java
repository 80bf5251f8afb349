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

package io.amgi.idempotency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.amgi.esm.EventJson;
import io.amgi.idempotency.jdbc.JdbcIdempotencyStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the effects of a killed process with the documentation's table.
 */
class KillTableTests {

	private static final Duration LEASE = Duration.ofMillis(300);

	private static final Duration RETENTION = Duration.ofDays(7);

	private final DataSource dataSource = JdbcConnectionPool
		.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	private final List<String> messages = new CopyOnWriteArrayList<>();

	@Test
	void tableOfTheDocumentationIsWhatHappens() throws IOException {
		new JdbcTemplate(this.dataSource).execute("CREATE TABLE effects (id VARCHAR(100))");
		new ResourceDatabasePopulator(new ClassPathResource("io/amgi/idempotency/jdbc/schema-h2.sql"))
			.execute(this.dataSource);
		List<String> memory = column(false, this::memory);
		List<String> jdbc = column(false, this::jdbc);
		List<String> transactional = column(true, this::jdbc);
		List<String> rows = Arrays.stream(KillPoint.values())
			.map((point) -> "| %s | %s | %s | %s |".formatted(point.description(), memory.get(point.ordinal()),
					jdbc.get(point.ordinal()), transactional.get(point.ordinal())))
			.toList();
		assertThat(documented()).isEqualTo(rows);
	}

	private static List<String> documented() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("..", "docs", "idempotency.md"));
		int header = lines.indexOf("| killed | in memory | JDBC | JDBC, transactional |");
		return lines.subList(header + 2, header + 2 + KillPoint.values().length);
	}

	private IdempotencyStore memory() {
		return new InMemoryIdempotencyStore(RETENTION);
	}

	private IdempotencyStore jdbc() {
		return new JdbcIdempotencyStore(this.dataSource, JdbcIdempotencyStore.DEFAULT_TABLE_NAME, RETENTION);
	}

	private List<String> column(boolean transactional, Supplier<IdempotencyStore> store) {
		KillableEnvironment killed = environment(transactional);
		KillableEnvironment other = environment(transactional);
		List<String> column = new ArrayList<>();
		killed.run((first) -> other.run((second) -> {
			for (KillPoint point : KillPoint.values()) {
				killed.live(store.get(), point, 0);
				other.live(store.get(), KillPoint.NEVER, 0);
				column.add(afterBoth(point, first, second));
			}
		}));
		return column;
	}

	private KillableEnvironment environment(boolean transactional) {
		return new KillableEnvironment(this.dataSource, this.messages, transactional, LEASE);
	}

	// Another environment receives what Lambda delivers again. A store in memory is lost.
	private String afterBoth(KillPoint point, KillableEnvironment.Delivery first, KillableEnvironment.Delivery second) {
		String order = point + "-" + UUID.randomUUID();
		this.messages.clear();
		EventJson event = IdempotencyRunner.orders(order).with("bootstrapServers", order);
		first.deliver(event);
		assertThat(second.deliver(event).nacks()).isEmpty();
		Integer effects = new JdbcTemplate(this.dataSource).queryForObject("SELECT COUNT(*) FROM effects WHERE id = ?",
				Integer.class, order);
		return "%s, %s".formatted(times(effects, "effect"), times(this.messages.size(), "message"));
	}

	private static String times(int count, String noun) {
		return count + " " + noun + ((count == 1) ? "" : "s");
	}

}
