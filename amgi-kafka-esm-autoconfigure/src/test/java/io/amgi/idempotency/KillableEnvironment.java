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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.server.BatchOutcome;

/**
 * An execution environment that is killed at some point of a delivery. Once killed, it
 * reaches neither the store nor the database nor the broker.
 */
final class KillableEnvironment {

	private final DataSource dataSource;

	private final List<String> messages;

	private final boolean transactional;

	private final Duration lease;

	private final ClaimClock clock;

	private volatile IdempotencyStore store;

	private volatile KillPoint point = KillPoint.NEVER;

	private final AtomicInteger passes = new AtomicInteger();

	private volatile boolean killed;

	KillableEnvironment(DataSource dataSource, List<String> messages, boolean transactional, Duration lease) {
		this(dataSource, messages, transactional, lease, ClaimClock.SYSTEM);
	}

	KillableEnvironment(DataSource dataSource, List<String> messages, boolean transactional, Duration lease,
			ClaimClock clock) {
		this.store = new InMemoryIdempotencyStore(lease);
		this.dataSource = dataSource;
		this.messages = messages;
		this.transactional = transactional;
		this.lease = lease;
		this.clock = clock;
	}

	/**
	 * Starts a new life.
	 * @param store the store of that life
	 * @param point the point at which it ends
	 * @param passes the number of times that it passes that point before
	 */
	void live(IdempotencyStore store, KillPoint point, int passes) {
		this.store = store;
		this.point = point;
		this.passes.set(passes);
		this.killed = false;
	}

	/**
	 * Starts the environment.
	 * @param deliveries delivers events to it
	 */
	void run(Consumer<Delivery> deliveries) {
		IdempotencyOptions options = new IdempotencyOptions(null, this.transactional, OnStoreFailure.NACK, this.lease);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class))
			.withPropertyValues("spring.amgi.on-nack=report", "logging.level.root=off")
			.withBean(MessageSend.class, () -> this::send)
			.withBean(Orders.class, () -> new Orders(this))
			.withBean(IdempotencyStore.class, KillableStore::new)
			.withBean(PlatformTransactionManager.class, KillableTransactions::new)
			.withBean(IdempotencyOptions.class, () -> options)
			.withBean(ClaimClock.class, () -> this.clock)
			.withUserConfiguration(Idempotency.class)
			.run((context) -> deliveries.accept((event) -> IdempotencyRunner.deliver(context, event)));
	}

	private void kill(KillPoint here) {
		if (this.killed || this.point == here && this.passes.getAndDecrement() == 0) {
			this.killed = true;
			throw new KilledException();
		}
	}

	boolean isKilled() {
		return this.killed;
	}

	private void killIfDead() {
		if (this.killed) {
			throw new KilledException();
		}
	}

	private CompletableFuture<Void> send(MessageSendEvent event) {
		if (this.killed) {
			return CompletableFuture.failedFuture(new KilledException());
		}
		this.messages.add(new String(event.payload()));
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Delivers an event.
	 */
	interface Delivery {

		BatchOutcome deliver(EventJson event);

	}

	/**
	 * Replaces the auto-configuration, with a lease that the test chooses.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Idempotency {

		@Bean
		IdempotentMethods methods(ListableBeanFactory beanFactory, IdempotencyOptions options) {
			return new IdempotentMethods(beanFactory, options);
		}

		@Bean
		IdempotencyInterceptor interceptor(IdempotentMethods methods, IdempotencyOptions options, ClaimClock clock) {
			return new IdempotencyInterceptor(methods, options, List.of(), clock);
		}

	}

	/**
	 * A method with an effect and a message.
	 */
	static class Orders {

		private final KillableEnvironment environment;

		Orders(KillableEnvironment environment) {
			this.environment = environment;
		}

		@Idempotent
		@AmgiChannel("orders")
		void placed(@Payload String order, MessageSender sender) {
			if (this.environment.killed) {
				throw new KilledException();
			}
			new JdbcTemplate(this.environment.dataSource).update("INSERT INTO effects (id) VALUES (?)", order);
			this.environment.kill(KillPoint.AFTER_EFFECT);
			sender.send(OutboundMessage.to("invoices").payload(order)).join();
			this.environment.kill(KillPoint.AFTER_SEND);
		}

	}

	/**
	 * The store as long as the environment lives.
	 */
	private final class KillableStore implements TransactionalIdempotencyStore {

		@Override
		public DataSource getDataSource() {
			return KillableEnvironment.this.dataSource;
		}

		@Override
		public Map<IdempotencyKey, Claim> claim(Collection<IdempotencyKey> keys, String owner, Duration lease,
				Duration timeout) {
			kill(KillPoint.BEFORE_CLAIM);
			Map<IdempotencyKey, Claim> claims = KillableEnvironment.this.store.claim(keys, owner, lease, timeout);
			kill(KillPoint.AFTER_CLAIM);
			return claims;
		}

		@Override
		public void renew(Collection<IdempotencyKey> keys, String owner, Duration lease, Duration timeout) {
			killIfDead();
			KillableEnvironment.this.store.renew(keys, owner, lease, timeout);
		}

		@Override
		public Set<IdempotencyKey> complete(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
			killIfDead();
			Set<IdempotencyKey> lost = KillableEnvironment.this.store.complete(keys, owner, timeout);
			kill(KillPoint.AFTER_COMPLETION);
			return lost;
		}

		@Override
		public void release(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
			killIfDead();
			KillableEnvironment.this.store.release(keys, owner, timeout);
		}

	}

	/**
	 * Transactions as long as the environment lives.
	 */
	private final class KillableTransactions extends JdbcTransactionManager {

		private static final long serialVersionUID = 1L;

		KillableTransactions() {
			super(KillableEnvironment.this.dataSource);
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			killIfDead();
			super.doCommit(status);
			kill(KillPoint.AFTER_COMMIT);
		}

	}

}
