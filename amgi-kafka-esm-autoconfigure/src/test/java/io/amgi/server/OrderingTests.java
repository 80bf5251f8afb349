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

package io.amgi.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.amgi.esm.EventJson;
import io.amgi.esm.OnNack;
import io.amgi.esm.TestContext;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageReceiveEvent;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class OrderingTests {

	private final Set<String> together = ConcurrentHashMap.newKeySet();

	private final Set<String> busy = ConcurrentHashMap.newKeySet();

	@Test
	void unorderedRecordsDoRunAtOnce() {
		CyclicBarrier barrier = new CyclicBarrier(8);
		handle(Ordering.UNORDERED, 8, oneKey(16), (message) -> barrier.await(30, TimeUnit.SECONDS));
		assertThat(barrier.isBroken()).isFalse();
	}

	@Test
	void keysDoRunAtOnce() {
		CyclicBarrier barrier = new CyclicBarrier(2);
		EventJson event = EventJson.event().record("orders", 0, 1).key("a").record("orders", 0, 2).key("b");
		handle(Ordering.KEY, 2, event, (message) -> barrier.await(30, TimeUnit.SECONDS));
		assertThat(barrier.isBroken()).isFalse();
	}

	@Test
	void partitionsDoRunAtOnce() {
		CyclicBarrier barrier = new CyclicBarrier(2);
		EventJson event = EventJson.event().record("orders", 0, 1).record("orders", 1, 1);
		handle(Ordering.PARTITION, 2, event, (message) -> barrier.await(30, TimeUnit.SECONDS));
		assertThat(barrier.isBroken()).isFalse();
	}

	@Test
	void recordsOfAKeyNeverRunAtOnce() {
		handle(Ordering.KEY, 16, oneKey(200), alone(OrderingTests::key));
		assertThat(this.together).isEmpty();
	}

	@Test
	void recordsWithoutKeyNeverRunAtOnce() {
		EventJson event = EventJson.event();
		IntStream.range(0, 200).forEach((offset) -> event.record("orders", 0, offset));
		handle(Ordering.KEY, 16, event, alone((message) -> "none"));
		assertThat(this.together).isEmpty();
	}

	@Test
	void recordsOfAPartitionNeverRunAtOnce() {
		EventJson event = EventJson.event();
		IntStream.range(0, 400).forEach((offset) -> event.record("orders", offset % 3, offset).key("k" + offset));
		handle(Ordering.PARTITION, 16, event, alone((message) -> message.id().split(":")[1]));
		assertThat(this.together).isEmpty();
	}

	@Test
	void noMoreHandlersRunThanConcurrencyAllows() {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		handle(Ordering.UNORDERED, 3, oneKey(300), (message) -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			Thread.yield();
			running.decrementAndGet();
		});
		assertThat(most).hasValueLessThanOrEqualTo(3);
	}

	@Test
	void slowKeyDelaysNoOther() {
		CountDownLatch others = new CountDownLatch(50);
		EventJson event = EventJson.event().record("orders", 0, 0).key("slow").record("orders", 0, 1).key("slow");
		IntStream.range(2, 52).forEach((offset) -> event.record("orders", 0, offset).key("k" + offset));
		handle(Ordering.KEY, 2, event, (message) -> {
			if (key(message).equals("slow")) {
				assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
			}
			else {
				others.countDown();
			}
		});
		assertThat(others.getCount()).isZero();
	}

	@Test
	void manyPartitionsAndKeysGetThroughFewWorkers() {
		AtomicInteger handled = new AtomicInteger();
		EventJson event = EventJson.event();
		IntStream.range(0, 640).forEach((offset) -> event.record("orders", offset % 64, offset).key("k" + offset % 5));
		handle(Ordering.KEY, 2, event, (message) -> handled.incrementAndGet());
		assertThat(handled).hasValue(640);
	}

	@Test
	void singleGroupWithoutDeadlineRunsOnTheInvokingThread() {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		TestMapping.builder(application((message) -> threads.add(Thread.currentThread())))
			.build()
			.handle(EventJson.event().record("orders", 0, 1).stream(), null);
		assertThat(threads).containsExactly(Thread.currentThread());
	}

	@Test
	void contextIsDecoratedOnTheInvokingThread() {
		Set<Thread> decorating = ConcurrentHashMap.newKeySet();
		TestMapping.builder(application((message) -> {
		})).taskDecorator((task) -> {
			decorating.add(Thread.currentThread());
			return task;
		}).build().handle(EventJson.event().record("orders", 0, 1).stream(), TestContext.endingIn(30_000));
		assertThat(decorating).containsExactly(Thread.currentThread());
	}

	private Handler alone(Function<MessageReceiveEvent, String> group) {
		return (message) -> {
			if (!this.busy.add(group.apply(message))) {
				this.together.add(message.id());
			}
			Thread.yield();
			this.busy.remove(group.apply(message));
		};
	}

	private static String key(MessageReceiveEvent message) {
		return new String((byte[]) message.bindings().get("kafka").get("key"));
	}

	private static EventJson oneKey(int records) {
		EventJson event = EventJson.event();
		IntStream.range(0, records).forEach((offset) -> event.record("orders", 0, offset).key("k"));
		return event;
	}

	private static void handle(Ordering ordering, int concurrency, EventJson event, Handler handler) {
		TestMapping.builder(application(handler))
			.processing(new ProcessingOptions(ordering, concurrency, null, Duration.ofSeconds(2), false))
			.onNack(OnNack.ERROR)
			.build()
			.handle(event.stream(), TestContext.endingIn(120_000));
	}

	private static AmgiApplication application(Handler handler) {
		return (scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				handler.handle(message);
				send.send(new MessageAckEvent(message.id()));
			}
			while (message.moreMessages());
		};
	}

	private interface Handler {

		void handle(MessageReceiveEvent message) throws Exception;

	}

}
