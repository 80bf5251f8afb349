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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.amgi.esm.EventJson;
import io.amgi.idempotency.jdbc.JdbcIdempotencyStore;
import io.amgi.server.BatchOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests random deliveries of a partition to two environments, one after another or at
 * once, in whole batches or bisected ones, with kills at random points, until each record
 * is acknowledged.
 */
class IdempotencyModelTests {

	private static final int RUNS = 12;

	private static final int RECORDS = 8;

	private static final Duration LEASE = Duration.ofMillis(200);

	private final DataSource dataSource = JdbcConnectionPool
		.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	private final JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);

	private final List<String> messages = Collections.synchronizedList(new ArrayList<>());

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void effectsAndMessagesAreAsManyAsPromised(boolean transactional) {
		this.jdbc.execute("CREATE TABLE effects (number INTEGER GENERATED ALWAYS AS IDENTITY, id VARCHAR(100))");
		new ResourceDatabasePopulator(new ClassPathResource("io/amgi/idempotency/jdbc/schema-h2.sql"))
			.execute(this.dataSource);
		KillableEnvironment one = environment(transactional);
		KillableEnvironment other = environment(transactional);
		try {
			one.run((first) -> other.run((second) -> {
				for (int seed = 0; seed < RUNS; seed++) {
					run(seed, List.of(one, other), List.of(first, second));
					assertPromises("run " + seed, transactional);
				}
			}));
		}
		finally {
			this.threads.shutdownNow();
		}
	}

	private KillableEnvironment environment(boolean transactional) {
		return new KillableEnvironment(this.dataSource, this.messages, transactional, LEASE);
	}

	private void run(int seed, List<KillableEnvironment> environments, List<KillableEnvironment.Delivery> deliveries) {
		Random random = new Random(seed);
		this.messages.clear();
		this.jdbc.update("DELETE FROM effects");
		String cluster = "run-" + seed;
		int committed = 0;
		while (committed < RECORDS) {
			int start = Math.max(0, committed - random.nextInt(3));
			int end = committed + 1 + random.nextInt(RECORDS - committed);
			EventJson event = event(cluster, start, end);
			for (KillableEnvironment environment : environments) {
				live(environment, random);
			}
			List<Integer> targets = random.nextBoolean() ? List.of(0, 1) : List.of(random.nextInt(2));
			for (BatchOutcome outcome : deliver(event, targets, environments, deliveries)) {
				committed = Math.max(committed, IdempotencyModelTests.committed(outcome, end));
			}
		}
	}

	private void live(KillableEnvironment environment, Random random) {
		KillPoint[] points = KillPoint.values();
		environment.live(
				new JdbcIdempotencyStore(this.dataSource, JdbcIdempotencyStore.DEFAULT_TABLE_NAME, Duration.ofDays(7)),
				points[random.nextInt(points.length)], random.nextInt(3));
	}

	// The response of a killed environment does not arrive.
	private List<BatchOutcome> deliver(EventJson event, List<Integer> targets, List<KillableEnvironment> environments,
			List<KillableEnvironment.Delivery> deliveries) {
		List<Future<BatchOutcome>> futures = targets.stream()
			.map((target) -> this.threads.submit(() -> deliveries.get(target).deliver(event)))
			.toList();
		List<BatchOutcome> outcomes = new ArrayList<>();
		for (int i = 0; i < futures.size(); i++) {
			BatchOutcome outcome = get(futures.get(i));
			if (!environments.get(targets.get(i)).isKilled()) {
				outcomes.add(outcome);
			}
		}
		return outcomes;
	}

	private static BatchOutcome get(Future<BatchOutcome> future) {
		try {
			return future.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int committed(BatchOutcome outcome, int end) {
		return outcome.nacks().stream().mapToInt((nack) -> (int) nack.offset()).min().orElse(end);
	}

	private static EventJson event(String cluster, int start, int end) {
		String[] values = IntStream.range(start, end).mapToObj(String::valueOf).toArray(String[]::new);
		return IdempotencyRunner.ordersFrom(start, values).with("bootstrapServers", cluster);
	}

	private void assertPromises(String run, boolean transactional) {
		List<String> all = IntStream.range(0, RECORDS).mapToObj(String::valueOf).toList();
		List<String> effects = this.jdbc.queryForList("SELECT id FROM effects ORDER BY number", String.class);
		assertThat(effects.stream().distinct()).as(run).containsExactlyElementsOf(all);
		if (transactional) {
			assertThat(effects).as(run).containsExactlyElementsOf(all);
		}
		assertThat(this.messages.stream().distinct()).as(run).containsExactlyElementsOf(all);
	}

}
