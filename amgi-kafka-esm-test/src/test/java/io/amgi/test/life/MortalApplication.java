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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.transaction.support.DefaultTransactionStatus;

import io.amgi.autoconfigure.AmgiIdempotencyAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.idempotency.Claim;
import io.amgi.idempotency.IdempotencyInterceptor;
import io.amgi.idempotency.IdempotencyKey;
import io.amgi.idempotency.IdempotencyOptions;
import io.amgi.idempotency.Idempotent;
import io.amgi.idempotency.IdempotentMethods;
import io.amgi.idempotency.OnStoreFailure;
import io.amgi.idempotency.TransactionalIdempotencyStore;
import io.amgi.idempotency.jdbc.JdbcIdempotencyStore;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * A function with an idempotent method that waits at a point to be killed. A table stands
 * for the brokers.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = AmgiIdempotencyAutoConfiguration.class)
class MortalApplication {

	private static final String URL = System.getenv("SPRING_DATASOURCE_URL");

	private final IdempotencyOptions options = new IdempotencyOptions(null,
			Boolean.parseBoolean(System.getenv("TRANSACTIONAL")), OnStoreFailure.NACK, Duration.ofSeconds(3));

	static void pass(String point) {
		if (point.equals(System.getenv("KILL_AT"))) {
			LifeApplication.say(point);
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Bean
	IdempotentMethods methods(ListableBeanFactory beanFactory) {
		return new IdempotentMethods(beanFactory, this.options);
	}

	@Bean
	IdempotencyInterceptor interceptor(IdempotentMethods methods) {
		return new IdempotencyInterceptor(methods, this.options, List.of());
	}

	@Bean
	MortalStore store(DataSource dataSource) {
		return new MortalStore(
				new JdbcIdempotencyStore(dataSource, JdbcIdempotencyStore.DEFAULT_TABLE_NAME, Duration.ofDays(7)));
	}

	@Bean
	MortalTransactions transactionManager(DataSource dataSource) {
		return new MortalTransactions(dataSource);
	}

	@Bean
	MessageSend brokers() {
		JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(URL, "sa", ""));
		return (event) -> send(jdbc, event);
	}

	private static CompletableFuture<Void> send(JdbcTemplate jdbc, MessageSendEvent event) {
		jdbc.update("INSERT INTO messages (id) VALUES (?)", new String(event.payload(), StandardCharsets.UTF_8));
		return CompletableFuture.completedFuture(null);
	}

	@Bean
	Orders orders(JdbcTemplate jdbc) {
		return new Orders(jdbc);
	}

	/**
	 * Has an effect and sends a message.
	 */
	static class Orders {

		private final JdbcTemplate jdbc;

		Orders(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Idempotent
		@AmgiChannel("orders")
		void placed(@Payload String order, MessageSender sender) {
			this.jdbc.update("INSERT INTO effects (id) VALUES (?)", order);
			pass("in the method, after its effect");
			sender.send(OutboundMessage.to("invoices").payload(order)).join();
			pass("after its message is confirmed");
		}

	}

	/**
	 * Waits before and after the store's operations.
	 *
	 * @param store the store
	 */
	private record MortalStore(JdbcIdempotencyStore store) implements TransactionalIdempotencyStore {

		@Override
		public DataSource getDataSource() {
			return this.store.getDataSource();
		}

		@Override
		public Map<IdempotencyKey, Claim> claim(Collection<IdempotencyKey> keys, String owner, Duration lease,
				Duration timeout) {
			pass("before the claim");
			Map<IdempotencyKey, Claim> claims = this.store.claim(keys, owner, lease, timeout);
			pass("after the claim");
			return claims;
		}

		@Override
		public void renew(Collection<IdempotencyKey> keys, String owner, Duration lease, Duration timeout) {
			this.store.renew(keys, owner, lease, timeout);
		}

		@Override
		public Set<IdempotencyKey> complete(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
			Set<IdempotencyKey> lost = this.store.complete(keys, owner, timeout);
			pass("after the completion");
			return lost;
		}

		@Override
		public void release(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
			this.store.release(keys, owner, timeout);
		}

	}

	/**
	 * Waits after each commit.
	 */
	private static final class MortalTransactions extends JdbcTransactionManager {

		private static final long serialVersionUID = 1L;

		MortalTransactions(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			super.doCommit(status);
			pass("after the commit");
		}

	}

}
