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

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.handler.annotation.Payload;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.protocol.NonRetryableException;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.server.BatchOutcome;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotentMethodTests {

	private final IdempotencyRunner runner = new IdempotencyRunner();

	private final Orders orders = new Orders();

	@Test
	void recordIsHandledOnce() {
		this.runner.context(this.orders).run((context) -> {
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b")).nacks()).isEmpty();
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b", "c")).nacks()).isEmpty();
			assertThat(this.orders.handled).containsExactly("a", "b", "c");
			assertThat(this.runner.duplicates).containsExactly("orders:0:0", "orders:0:1");
		});
	}

	@Test
	void groupIsClaimedInOneRoundTripAndCompletedInFew() {
		this.runner.context(this.orders).run((context) -> {
			IdempotencyRunner.deliver(context, IdempotencyRunner.orders(IdempotencyRunner.many(1000)));
			assertThat(this.orders.handled).hasSize(1000);
			assertThat(this.runner.store.count("claim")).isEqualTo(1);
			assertThat(this.runner.store.count("complete")).isLessThanOrEqualTo(10);
			assertThat(this.runner.store.count("release")).isZero();
		});
	}

	@Test
	void failedRecordIsReleasedAndComesAgain() {
		this.orders.failing = "b";
		this.runner.context(this.orders).run((context) -> {
			assertThat(IdempotencyRunner
				.offsets(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b", "c"))))
				.containsExactly("1", "2");
			this.orders.failing = "";
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b", "c")).nacks()).isEmpty();
			assertThat(this.orders.handled).containsExactly("a", "b", "c");
		});
	}

	@Test
	void claimsOfRecordsThatWereNotAttemptedAreReleasedTogether() {
		this.orders.failing = "order 0";
		this.runner.context(this.orders).run((context) -> {
			IdempotencyRunner.deliver(context, IdempotencyRunner.orders(IdempotencyRunner.many(100)));
			assertThat(this.runner.store.calls).containsExactlyInAnyOrder("claim 100", "release 1", "release 99");
		});
	}

	@Test
	void recordWhoseMessageFailsIsNotCompleted() {
		Invoicing invoicing = new Invoicing();
		this.runner.sending = (event) -> CompletableFuture.failedFuture(new IllegalStateException("No broker"));
		this.runner.context(invoicing).run((context) -> {
			assertThat(IdempotencyRunner.offsets(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a"))))
				.containsExactly("0");
			this.runner.sending = (event) -> CompletableFuture.completedFuture(null);
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a")).nacks()).isEmpty();
			assertThat(invoicing.handled).containsExactly("a", "a");
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a")).nacks()).isEmpty();
			assertThat(invoicing.handled).containsExactly("a", "a");
		});
	}

	@Test
	void recordIsCompletedBeforeItIsAcked() {
		this.runner.store.failing = "complete";
		this.runner.context(this.orders).run((context) -> {
			BatchOutcome outcome = IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a"));
			assertThat(outcome.nacks()).singleElement()
				.satisfies((nack) -> assertThat(nack.cause()).isInstanceOf(NotCompletedException.class));
		});
	}

	@Test
	void nothingMoreOfAGroupStartsWhenCompletingFails() {
		this.runner.store.failing = "complete";
		this.runner.context(this.orders)
			.withPropertyValues("spring.amgi.processing.after-failure=continue")
			.run((context) -> {
				BatchOutcome outcome = IdempotencyRunner.deliver(context,
						IdempotencyRunner.orders(IdempotencyRunner.many(2000)));
				assertThat(outcome.nacks()).hasSize(2000)
					.allSatisfy((nack) -> assertThat(nack.cause()).isInstanceOf(NotCompletedException.class));
				assertThat(this.orders.handled).hasSizeLessThan(2000);
			});
	}

	@Test
	void recordsAreNotCompletedWhileTheStoreIsAway() {
		this.runner.store.failing = "claim";
		this.runner.context(this.orders).run((context) -> {
			BatchOutcome outcome = IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b"));
			assertThat(outcome.nacks()).hasSize(2)
				.allSatisfy((nack) -> assertThat(nack.cause()).isInstanceOf(NotCompletedException.class));
			assertThat(this.orders.handled).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "claim", "complete" })
	void recordsAreHandledWhileTheStoreIsAwayIfConfigured(String failing) {
		this.runner.store.failing = failing;
		this.runner.context(this.orders)
			.withPropertyValues("spring.amgi.idempotency.on-store-failure=handle")
			.run((context) -> {
				assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a")).nacks()).isEmpty();
				assertThat(this.orders.handled).containsExactly("a");
			});
	}

	@Test
	void failureOfAReleaseDoesNotHoldTheRecordBackInThisJvm() {
		this.orders.failing = "a";
		this.runner.store.failing = "release";
		this.runner.context(this.orders).run((context) -> {
			assertThat(IdempotencyRunner.offsets(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a"))))
				.containsExactly("0");
			this.orders.failing = "";
			this.runner.store.failing = null;
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a")).nacks()).isEmpty();
			assertThat(this.orders.handled).containsExactly("a");
		});
	}

	@Test
	void keyThatAKilledEnvironmentHoldsIsTakenOverWhenItsLeaseLapses() {
		this.runner.context(this.orders).run((context) -> {
			claimByAnother("a", Duration.ofMillis(300));
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a")).nacks()).isEmpty();
			assertThat(this.orders.handled).containsExactly("a");
		});
	}

	@Test
	void recordThatAnotherEnvironmentHoldsIsNotCompletedAtTheMargin() {
		this.runner.context(this.orders).run((context) -> {
			claimByAnother("a", Duration.ofMinutes(5));
			BatchOutcome outcome = IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a"), 1500);
			assertThat(outcome.nacks()).singleElement()
				.satisfies((nack) -> assertThat(nack.cause()).isInstanceOf(NotCompletedException.class));
			assertThat(this.orders.handled).isEmpty();
		});
	}

	// Claims the key that the application asks the store for.
	private void claimByAnother(String order, Duration lease) {
		IdempotencyKey key = new RecordKeys("orders", null).of(
				TestScopes.of(Map.of("amgi.event_source", Map.of("bootstrapServers", "localhost:9092"))),
				TestScopes.event("orders:0:0", 1000));
		this.runner.store.memory.claim(List.of(key), UUID.randomUUID().toString(), lease, Duration.ofSeconds(1));
	}

	@Test
	void recordOfATopicThatWasCreatedAgainIsHandled() {
		this.runner.context(this.orders).run((context) -> {
			IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a"));
			IdempotencyRunner.deliver(context,
					EventJson.event().record("orders", 0, 0).value("b").recordWith("timestamp", 2000));
			assertThat(this.orders.handled).containsExactly("a", "b");
		});
	}

	@Test
	void orderOfBrokersDoesNotMatter() {
		this.runner.context(this.orders).run((context) -> {
			IdempotencyRunner.deliver(context,
					IdempotencyRunner.orders("a").with("bootstrapServers", "b-1:9092,b-2:9092"));
			IdempotencyRunner.deliver(context,
					IdempotencyRunner.orders("a").with("bootstrapServers", "B-2:9092, b-1:9092"));
			assertThat(this.orders.handled).containsExactly("a");
			IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a").with("bootstrapServers", "b-3:9092"));
			assertThat(this.orders.handled).containsExactly("a", "a");
		});
	}

	@Test
	void configuredClusterCountsInPlaceOfTheEvents() {
		this.runner.context(this.orders)
			.withPropertyValues("spring.amgi.idempotency.cluster=production")
			.run((context) -> {
				IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a"));
				IdempotencyRunner.deliver(context,
						IdempotencyRunner.orders("a").with("eventSourceArn", "arn:aws:kafka:eu-west-1:1:cluster/c/1"));
				IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a").without("bootstrapServers"));
				assertThat(this.orders.handled).containsExactly("a");
			});
	}

	@Test
	void recordOfANamelessClusterIsNotCompleted() {
		this.runner.context(this.orders).run((context) -> {
			BatchOutcome outcome = IdempotencyRunner.deliver(context,
					IdempotencyRunner.orders("a").without("bootstrapServers"));
			assertThat(outcome.nacks()).singleElement()
				.satisfies((nack) -> assertThat(nack.cause()).isInstanceOf(NotCompletedException.class));
		});
	}

	@Test
	void expressionRecognisesTheSameOrderInAnotherRecord() {
		Keyed keyed = new Keyed();
		this.runner.context(keyed).run((context) -> {
			IdempotencyRunner.deliver(context, IdempotencyRunner.orders("{\"id\":\"a\"}"));
			assertThat(IdempotencyRunner
				.deliver(context, IdempotencyRunner.ordersFrom(7, "{\"id\":\"a\"}", "{\"id\":\"b\"}"))
				.nacks()).isEmpty();
			assertThat(keyed.handled).containsExactly("a", "b");
			assertThat(this.runner.duplicates).containsExactly("orders:0:7");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "continue" })
	void sameOrderTwiceInABatchIsHandledOnce(String afterFailure) {
		Keyed keyed = new Keyed();
		this.runner.context(keyed)
			.withPropertyValues("spring.amgi.processing.after-failure=" + afterFailure)
			.run((context) -> {
				assertThat(
						IdempotencyRunner.deliver(context, IdempotencyRunner.orders("{\"id\":\"a\"}", "{\"id\":\"a\"}"))
							.nacks())
					.isEmpty();
				assertThat(keyed.handled).containsExactly("a");
				assertThat(this.runner.duplicates).containsExactly("orders:0:1");
			});
	}

	@Test
	void recordWhoseKeyIsNullFailsAlone() {
		Keyed keyed = new Keyed();
		this.runner.context(keyed)
			.withPropertyValues("spring.amgi.processing.after-failure=continue")
			.run((context) -> {
				BatchOutcome outcome = IdempotencyRunner.deliver(context,
						IdempotencyRunner.orders("{\"id\":null}", "{\"id\":\"b\"}"));
				assertThat(outcome.nacks()).singleElement().satisfies((nack) -> {
					assertThat(nack.cause()).isInstanceOf(NonRetryableException.class);
					assertThat(nack.message()).contains("idempotency key").endsWith("null");
				});
				assertThat(keyed.handled).containsExactly("b");
			});
	}

	@Test
	void methodIsIdempotentByItsClassByAMetaAnnotationAndByWhatItOverrides() {
		ByClass byClass = new ByClass();
		this.runner.context(byClass).run((context) -> {
			EventJson event = EventJson.event()
				.record("by-class", 0, 0)
				.value("class")
				.record("by-meta", 0, 0)
				.value("meta")
				.record("by-super", 0, 0)
				.value("super");
			IdempotencyRunner.deliver(context, event);
			IdempotencyRunner.deliver(context, event);
			assertThat(byClass.handled).containsExactlyInAnyOrder("class", "meta", "super");
		});
	}

	@Test
	void batchMethodGetsWhatWasNotHandledBefore() {
		Batches batches = new Batches();
		this.runner.context(batches).run((context) -> {
			IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b"));
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b", "c", "d")).nacks())
				.isEmpty();
			assertThat(batches.handled).containsExactly("[a, b]", "[c, d]");
			IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b"));
			assertThat(batches.handled).hasSize(2);
			assertThat(this.runner.duplicates).hasSize(4);
		});
	}

	@Test
	void batchMethodsKeysAreThoseOfItsElements() {
		KeyedBatches batches = new KeyedBatches();
		this.runner.context(batches)
			.withPropertyValues("spring.amgi.processing.after-failure=continue")
			.run((context) -> {
				IdempotencyRunner.deliver(context, IdempotencyRunner.orders("{\"id\":\"a\"}"));
				BatchOutcome outcome = IdempotencyRunner.deliver(context, IdempotencyRunner.ordersFrom(5,
						"{\"id\":\"b\"}", "no order", "{\"id\":\"a\"}", "{\"id\":\"c\"}"));
				assertThat(IdempotencyRunner.offsets(outcome)).containsExactly("6");
				assertThat(this.runner.duplicates).containsExactly("orders:0:7");
				assertThat(batches.handled).containsExactly(List.of("a"), List.of("b", "c"));
			});
	}

	@Test
	void failedBatchIsReleased() {
		Batches batches = new Batches();
		batches.failing = true;
		this.runner.context(batches).run((context) -> {
			assertThat(
					IdempotencyRunner.offsets(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b"))))
				.containsExactly("0", "1");
			batches.failing = false;
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b")).nacks()).isEmpty();
			assertThat(batches.handled).containsExactly("[a, b]");
		});
	}

	@Test
	void recordsOfOtherPartitionsAreHandledWhileOneIsWaitedFor() {
		CountDownLatch other = new CountDownLatch(1);
		this.orders.listener = (order) -> {
			if (order.equals("b")) {
				other.countDown();
			}
		};
		this.runner.context(this.orders).run((context) -> {
			claimByAnother("a", Duration.ofMillis(500));
			EventJson event = IdempotencyRunner.orders("a")
				.record("orders", 1, 0)
				.value("b")
				.recordWith("timestamp", 1000);
			assertThat(IdempotencyRunner.deliver(context, event).nacks()).isEmpty();
			assertThat(this.orders.handled).containsExactlyInAnyOrder("a", "b");
		});
	}

	// Environments that are restored from one snapshot must have different owners.
	@Test
	void ownersAreMadeWithEachBatchAndNotWithTheEnvironment() {
		this.runner.context(this.orders).run((context) -> {
			assertThat(this.runner.store.owners).isEmpty();
			IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b"));
			assertThat(this.runner.store.owners).hasSize(1);
			IdempotencyRunner.deliver(context, IdempotencyRunner.ordersFrom(2, "c"));
			assertThat(this.runner.store.owners).hasSize(2);
		});
	}

	@Test
	void recordsBehindAStoreThatWentAwayInTheMiddleAreNotCompleted() {
		Keyed keyed = new Keyed();
		AtomicInteger claims = new AtomicInteger();
		this.runner.store.beforeClaim = (
				timeout) -> this.runner.store.failing = (claims.incrementAndGet() > 2) ? "claim" : null;
		this.runner.context(keyed).run((context) -> {
			EventJson event = IdempotencyRunner.orders("{\"id\":\"a\"}", "{\"id\":\"b\"}", "{\"id\":\"c\"}",
					"{\"id\":\"d\"}");
			BatchOutcome outcome = IdempotencyRunner.deliver(context, event);
			assertThat(keyed.handled).containsExactly("a", "b");
			assertThat(IdempotencyRunner.offsets(outcome)).containsExactly("2", "3");
			assertThat(outcome.nacks())
				.allSatisfy((nack) -> assertThat(nack.cause()).isInstanceOf(NotCompletedException.class));
			this.runner.store.beforeClaim = (timeout) -> this.runner.store.failing = null;
			assertThat(IdempotencyRunner.deliver(context, event).nacks()).isEmpty();
			assertThat(keyed.handled).containsExactly("a", "b", "c", "d");
		});
	}

	@Test
	void slowStoreHasNoMoreThanTheTimeThatIsLeft() {
		this.runner.store.beforeClaim = IdempotentMethodTests::useUp;
		this.runner.context(this.orders).run((context) -> {
			BatchOutcome outcome = IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b"), 1500);
			assertThat(outcome.nacks()).hasSize(2)
				.allSatisfy((nack) -> assertThat(nack.cause()).isInstanceOf(NotCompletedException.class));
			assertThat(this.orders.handled).isEmpty();
		});
	}

	private static void useUp(Duration timeout) {
		assertThat(timeout).isPositive().isLessThan(Duration.ofMillis(1500));
		try {
			new CountDownLatch(1).await(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new IllegalStateException("The store has taken all the time it had");
	}

	@Test
	void renamedMethodKnowsWhatItHasHandled() {
		this.runner.context(this.orders)
			.run((context) -> IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a")));
		Renamed renamed = new Renamed();
		this.runner.context(renamed).run((context) -> {
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders("a", "b")).nacks()).isEmpty();
			assertThat(renamed.handled).containsExactly("b");
		});
	}

	@Test
	void recordWhoseKeyThrowsFailsAlone() {
		Throwing throwing = new Throwing();
		this.runner.context(throwing)
			.withPropertyValues("spring.amgi.processing.after-failure=continue")
			.run((context) -> {
				BatchOutcome outcome = IdempotencyRunner.deliver(context, IdempotencyRunner
					.orders("{\"id\":\"secret\",\"broken\":true}", "{\"id\":\"b\",\"broken\":false}"));
				assertThat(outcome.nacks()).singleElement().satisfies((nack) -> {
					assertThat(nack.offset()).isZero();
					assertThat(nack.message()).doesNotContain("secret");
				});
				assertThat(throwing.handled).containsExactly("b");
			});
	}

	@Test
	void keyOfFiveMegabytesIsAKeyLikeAnyOther() {
		Keyed keyed = new Keyed();
		String order = "{\"id\":\"" + "x".repeat(5_000_000) + "\"}";
		this.runner.context(keyed).run((context) -> {
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.orders(order)).nacks()).isEmpty();
			assertThat(IdempotencyRunner.deliver(context, IdempotencyRunner.ordersFrom(1, order)).nacks()).isEmpty();
			assertThat(keyed.handled).hasSize(1);
			assertThat(this.runner.duplicates).containsExactly("orders:0:1");
		});
	}

	static class Renamed {

		final List<String> handled = new CopyOnWriteArrayList<>();

		@Idempotent
		@AmgiChannel("orders")
		void handle(String order) {
			this.handled.add(order);
		}

	}

	record Broken(String id, boolean broken) {

		@Override
		public String id() {
			if (this.broken) {
				throw new IllegalStateException("No id in " + this.id);
			}
			return this.id;
		}

	}

	static class Throwing {

		final List<String> handled = new CopyOnWriteArrayList<>();

		@Idempotent(key = "#order.id")
		@AmgiChannel("orders")
		void placed(Broken order) {
			this.handled.add(order.id());
		}

	}

	static class Orders {

		final List<String> handled = new CopyOnWriteArrayList<>();

		volatile String failing = "";

		volatile Consumer<String> listener = (order) -> {
		};

		@Idempotent
		@AmgiChannel("orders")
		void placed(String order) {
			if (order.equals(this.failing)) {
				throw new IllegalStateException("Out of stock");
			}
			this.handled.add(order);
			this.listener.accept(order);
		}

	}

	static class Invoicing {

		final List<String> handled = new CopyOnWriteArrayList<>();

		@Idempotent
		@AmgiChannel("orders")
		void placed(@Payload String order, MessageSender sender) {
			this.handled.add(order);
			sender.send(OutboundMessage.to("invoices").payload(order));
		}

	}

	record Order(String id) {

	}

	static class Keyed {

		final List<String> handled = new CopyOnWriteArrayList<>();

		@Idempotent(key = "#order.id")
		@AmgiChannel("orders")
		void placed(Order order) {
			this.handled.add(order.id());
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Idempotent(namespace = "meta")
	@interface Once {

	}

	abstract static class Base {

		final List<String> handled = new CopyOnWriteArrayList<>();

		@Idempotent
		@AmgiChannel("by-super")
		void bySuper(String order) {
			this.handled.add(order);
		}

	}

	@Idempotent
	static class ByClass extends Base {

		@AmgiChannel("by-class")
		void byClass(String order) {
			this.handled.add(order);
		}

		@Once
		@AmgiChannel("by-meta")
		void byMeta(String order) {
			this.handled.add(order);
		}

		@Override
		void bySuper(String order) {
			super.bySuper(order);
		}

	}

	static class Batches {

		final List<String> handled = new CopyOnWriteArrayList<>();

		volatile boolean failing;

		@Idempotent
		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders) {
			if (this.failing) {
				throw new IllegalStateException("Out of stock");
			}
			this.handled.add(orders.toString());
		}

	}

	static class KeyedBatches {

		final List<List<String>> handled = new CopyOnWriteArrayList<>();

		@Idempotent(key = "#element.id")
		@AmgiChannel(value = "orders", batch = true)
		void placed(List<Order> orders) {
			this.handled.add(orders.stream().map(Order::id).toList());
		}

	}

}
