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
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

import io.amgi.esm.EventJson;
import io.amgi.server.BatchOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests random deliveries of a partition to two environments that are killed at random
 * points, one delivery after another, with a virtual clock. Each wait is for the lease of
 * an environment that was killed.
 */
class LeaseModelTests {

	private static final int RUNS = 25;

	private static final int RECORDS = 8;

	private static final Duration LEASE = Duration.ofSeconds(30);

	private final DataSource dataSource = JdbcConnectionPool
		.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	private final VirtualClock clock = new VirtualClock();

	private final IdempotencyStore store = new InMemoryIdempotencyStore(Duration.ofDays(7), this.clock::storeNanos);

	private final List<Duration> waits = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void noDeliveryWaitsLongerThanALease(boolean clockJumps) {
		new JdbcTemplate(this.dataSource)
			.execute("CREATE TABLE effects (number INTEGER GENERATED ALWAYS AS IDENTITY, id VARCHAR(100))");
		List<KillableEnvironment> environments = List.of(environment(), environment());
		environments.get(0).run((first) -> environments.get(1).run((second) -> {
			for (int seed = 0; seed < RUNS; seed++) {
				run(seed, clockJumps, environments, List.of(first, second));
			}
		}));
		assertThat(this.waits).allSatisfy((wait) -> assertThat(wait).isLessThanOrEqualTo(LEASE)).contains(LEASE);
	}

	private KillableEnvironment environment() {
		return new KillableEnvironment(this.dataSource, new CopyOnWriteArrayList<>(), false, LEASE, this.clock);
	}

	// The response of a killed environment does not arrive.
	private void run(int seed, boolean clockJumps, List<KillableEnvironment> environments,
			List<KillableEnvironment.Delivery> deliveries) {
		Random random = new Random(seed);
		int committed = 0;
		while (committed < RECORDS) {
			int end = committed + 1 + random.nextInt(RECORDS - committed);
			int target = random.nextInt(2);
			KillableEnvironment environment = environments.get(target);
			KillPoint[] points = KillPoint.values();
			environment.live(this.store, points[random.nextInt(points.length)], random.nextInt(3));
			BatchOutcome outcome = deliveries.get(target).deliver(event("run-" + seed, committed, end));
			this.waits.add(this.clock.takeWaited());
			if (!environment.isKilled()) {
				assertThat(outcome.nacks()).as("run %d", seed).isEmpty();
				committed = end;
			}
			passTime(random, clockJumps);
		}
	}

	private void passTime(Random random, boolean clockJumps) {
		this.clock.pass((random.nextInt(3) == 0) ? LEASE.dividedBy(2) : Duration.ZERO);
		if (clockJumps) {
			this.clock.jump(Duration.ofHours(random.nextInt(3) - 1));
		}
	}

	private static EventJson event(String cluster, int start, int end) {
		String[] values = IntStream.range(start, end).mapToObj(String::valueOf).toArray(String[]::new);
		return IdempotencyRunner.ordersFrom(start, values).with("bootstrapServers", cluster);
	}

}
