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

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.messaging.handler.annotation.Payload;

import io.amgi.channel.AmgiChannel;
import io.amgi.handler.BatchRecordException;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.server.BatchOutcome;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionalMethodTests {

	private final IdempotencyRunner runner = new IdempotencyRunner();

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private ApplicationContextRunner context(Class<?> handler) {
		return this.runner.plain()
			.withBean(handler)
			.withConfiguration(AutoConfigurations.of(DataSourceTransactionManagerAutoConfiguration.class,
					JdbcTemplateAutoConfiguration.class))
			.withBean(DataSource.class, () -> JdbcConnectionPool.create(this.url, "sa", ""));
	}

	private static List<String> effects(ApplicationContext context) {
		return context.getBean(JdbcTemplate.class).queryForList("SELECT id FROM effects ORDER BY id", String.class);
	}

	// Uses a separate connection.
	private List<String> committedEffects() {
		return new JdbcTemplate(new DriverManagerDataSource(this.url, "sa", "")).queryForList("SELECT id FROM effects",
				String.class);
	}

	private static void createEffects(ApplicationContext context) {
		context.getBean(JdbcTemplate.class).execute("CREATE TABLE IF NOT EXISTS effects (id VARCHAR(50))");
	}

	@Test
	void effectHappensOnce() {
		context(Orders.class).run((context) -> {
			createEffects(context);
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b")).nacks()).isEmpty();
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b", "c")).nacks()).isEmpty();
			assertThat(effects(context)).containsExactly("a", "b", "c");
			assertThat(this.runner.duplicates).containsExactly("orders:0:0", "orders:0:1");
		});
	}

	@Test
	void failedSendRollsTheEffectBack() {
		context(Orders.class).run((context) -> {
			createEffects(context);
			this.runner.sending = (event) -> CompletableFuture.failedFuture(new IllegalStateException("No broker"));
			assertThat(IdempotencyRunner.offsets(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a"))))
				.containsExactly("0");
			assertThat(effects(context)).isEmpty();
			this.runner.sending = (event) -> CompletableFuture.completedFuture(null);
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a")).nacks()).isEmpty();
			assertThat(effects(context)).containsExactly("a");
		});
	}

	@Test
	void exceptionRollsTheEffectBack() {
		context(Orders.class).run((context) -> {
			createEffects(context);
			assertThat(
					IdempotencyRunner.offsets(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("failing"))))
				.containsExactly("0");
			assertThat(effects(context)).isEmpty();
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForObject("SELECT COUNT(*) FROM amgi_idempotency", Integer.class)).isZero();
		});
	}

	@Test
	void effectIsNotCommittedBeforeItsMessagesAreConfirmed() {
		context(Orders.class).run((context) -> {
			createEffects(context);
			this.runner.sending = (event) -> {
				assertThat(committedEffects()).isEmpty();
				return CompletableFuture.completedFuture(null);
			};
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a")).nacks()).isEmpty();
			assertThat(effects(context)).containsExactly("a");
		});
	}

	@Test
	void effectsOfAFailedAttemptAreRolledBackBeforeItsRetry() {
		context(Orders.class).withPropertyValues("spring.amgi.retry.max-retries=1", "spring.amgi.retry.delay=1ms")
			.run((context) -> {
				createEffects(context);
				context.getBean(Orders.class).failures.set(1);
				assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a")).nacks()).isEmpty();
				assertThat(effects(context)).containsExactly("a");
			});
	}

	@Test
	void batchIsCommittedAsOne() {
		context(Batches.class).run((context) -> {
			createEffects(context);
			BatchOutcome outcome = IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "failing", "c"));
			assertThat(IdempotencyRunner.offsets(outcome)).containsExactly("0", "1", "2");
			assertThat(effects(context)).isEmpty();
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b", "c")).nacks()).isEmpty();
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b", "c", "d")).nacks())
				.isEmpty();
			assertThat(effects(context)).containsExactly("a", "b", "c", "d");
		});
	}

	@Test
	void recordsAreNotCompletedWhileTheStoreIsFull() {
		context(Orders.class).run((context) -> {
			createEffects(context);
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			jdbc.execute("ALTER TABLE amgi_idempotency ADD CONSTRAINT no_space CHECK (deliveries < 0)");
			BatchOutcome outcome = IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b"));
			assertThat(outcome.nacks()).hasSize(2)
				.allSatisfy((nack) -> assertThat(nack.cause()).isInstanceOf(NotCompletedException.class));
			assertThat(effects(context)).isEmpty();
			jdbc.execute("ALTER TABLE amgi_idempotency DROP CONSTRAINT no_space");
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b")).nacks()).isEmpty();
			assertThat(effects(context)).containsExactly("a", "b");
		});
	}

	@Test
	void recordsAreNotCompletedWhileTheDatabaseIsAway() {
		context(Orders.class).run((context) -> {
			createEffects(context);
			context.getBean(JdbcTemplate.class).execute("DROP TABLE amgi_idempotency");
			BatchOutcome outcome = IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a"));
			assertThat(outcome.nacks()).singleElement()
				.satisfies((nack) -> assertThat(nack.cause()).isInstanceOf(NotCompletedException.class));
			assertThat(effects(context)).isEmpty();
		});
	}

	static class Orders {

		private final AtomicInteger failures = new AtomicInteger();

		private final JdbcTemplate jdbc;

		Orders(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Idempotent(transactional = true)
		@AmgiChannel("orders")
		void placed(@Payload String order, MessageSender sender) {
			this.jdbc.update("INSERT INTO effects VALUES (?)", order);
			sender.send(OutboundMessage.to("invoices").payload(order));
			if (order.equals("failing") || this.failures.getAndDecrement() > 0) {
				throw new IllegalStateException("Out of stock");
			}
		}

	}

	static class Batches {

		private final JdbcTemplate jdbc;

		Batches(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Idempotent(transactional = true)
		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders) {
			for (String order : orders) {
				this.jdbc.update("INSERT INTO effects VALUES (?)", order);
				if (order.equals("failing")) {
					throw new BatchRecordException(orders.indexOf(order), new IllegalStateException("Out of stock"));
				}
			}
		}

	}

}
