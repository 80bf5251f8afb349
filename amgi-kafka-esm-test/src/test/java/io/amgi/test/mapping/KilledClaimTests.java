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

package io.amgi.test.mapping;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;

import io.amgi.autoconfigure.AmgiIdempotencyAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.idempotency.Claim;
import io.amgi.idempotency.IdempotencyInterceptor;
import io.amgi.idempotency.IdempotencyKey;
import io.amgi.idempotency.IdempotencyOptions;
import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.Idempotent;
import io.amgi.idempotency.IdempotentMethods;
import io.amgi.idempotency.InMemoryIdempotencyStore;
import io.amgi.idempotency.OnStoreFailure;
import io.amgi.server.BatchOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The claims that a killed environment leaves behind, while the mapping's retries are
 * bounded and come one right after another.
 */
class KilledClaimTests {

	private static final Duration LEASE = Duration.ofSeconds(2);

	private final Recorded recorded = new Recorded();

	private final IdempotencyStore store = new InMemoryIdempotencyStore(Duration.ofDays(7));

	private final Orders killed = new Orders();

	private final Orders other = new Orders();

	@Test
	void retriesAreNotSpentOnThem() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b", "c");
		String destination = kafka.newTopic("-failed");
		try (ConfigurableApplicationContext first = start(kafka, this.killed, new MortalStore(this.store));
				ConfigurableApplicationContext second = start(kafka, this.other, this.store);
				LocalEventSourceMapping mapping = kafka
					.mapping((settings) -> settings.reportBatchItemFailures()
						.maximumRetryAttempts(10)
						.onFailureDestination("kafka://" + destination))
					.listener(this.recorded)
					.function(killedAtFirst(first, second))
					.start()) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(3));
		}
		assertThat(this.killed.handled).startsWith("a");
		assertThat(this.other.handled).containsExactly("a", "b", "c");
		assertThat(this.recorded.acked).containsExactlyElementsOf(kafka.ids(0, 0, 3));
		assertThat(this.recorded.givenUp).isEmpty();
		assertThat(TestKafka.size(destination)).isZero();
	}

	private static ObservableFunction killedAtFirst(ConfigurableApplicationContext first,
			ConfigurableApplicationContext second) {
		AtomicInteger invocations = new AtomicInteger();
		return (event, observation) -> {
			if (invocations.incrementAndGet() == 1) {
				process(first, event, observation);
				throw new IllegalStateException("Killed");
			}
			return process(second, event, observation);
		};
	}

	private static byte[] process(ConfigurableApplicationContext context, byte[] event, Observation observation) {
		KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
		BatchOutcome outcome = mapping.process(new ByteArrayInputStream(event),
				new ObservedContext(Duration.ofSeconds(60), observation));
		return mapping.respond(outcome).toJson();
	}

	private static ConfigurableApplicationContext start(TestKafka kafka, Orders orders, IdempotencyStore store) {
		return new SpringApplicationBuilder(Environment.class).web(WebApplicationType.NONE)
			.properties("spring.amgi.on-nack=report", "topic=" + kafka.topic())
			.initializers((context) -> {
				((GenericApplicationContext) context).registerBean(Orders.class, () -> orders);
				((GenericApplicationContext) context).registerBean(IdempotencyStore.class, () -> store);
			})
			.run();
	}

	/**
	 * An environment, with a lease of the test's.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { AmgiIdempotencyAutoConfiguration.class, DataSourceAutoConfiguration.class })
	static class Environment {

		private final IdempotencyOptions options = new IdempotencyOptions(null, false, OnStoreFailure.NACK, LEASE);

		@Bean
		IdempotentMethods methods(ListableBeanFactory beanFactory) {
			return new IdempotentMethods(beanFactory, this.options);
		}

		@Bean
		IdempotencyInterceptor interceptor(IdempotentMethods methods) {
			return new IdempotencyInterceptor(methods, this.options, List.of());
		}

	}

	/**
	 * Handles orders.
	 */
	static class Orders {

		private final List<String> handled = new CopyOnWriteArrayList<>();

		@Idempotent
		@AmgiChannel("${topic}")
		void placed(String order) {
			this.handled.add(order);
		}

	}

	/**
	 * The store of the environment that is killed: nothing of it arrives after the claim.
	 *
	 * @param store the store
	 */
	private record MortalStore(IdempotencyStore store) implements IdempotencyStore {

		@Override
		public Map<IdempotencyKey, Claim> claim(Collection<IdempotencyKey> keys, String owner, Duration lease,
				Duration timeout) {
			return this.store.claim(keys, owner, lease, timeout);
		}

		@Override
		public void renew(Collection<IdempotencyKey> keys, String owner, Duration lease, Duration timeout) {
			throw killed();
		}

		@Override
		public Set<IdempotencyKey> complete(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
			throw killed();
		}

		@Override
		public void release(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
			throw killed();
		}

		private static IllegalStateException killed() {
			return new IllegalStateException("Killed");
		}

	}

}
