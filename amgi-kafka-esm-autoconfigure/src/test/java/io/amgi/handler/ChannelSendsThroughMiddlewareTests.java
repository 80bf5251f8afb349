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

package io.amgi.handler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Send;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.server.BatchOutcome;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Middleware sees each confirmation and may return a future of its own. The record that a
 * failure belongs to must not depend on that.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChannelSendsThroughMiddlewareTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("spring.amgi.lifespan.enabled=false");

	private final ExecutorService broker = Executors.newSingleThreadExecutor();

	private final CountDownLatch sent = new CountDownLatch(1);

	@AfterEach
	void stopBroker() {
		this.broker.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "continue", "stop" })
	void failureOfABestEffortMessageLeavesEarlierRecordsAlone(String afterFailure) {
		BatchOutcome outcome = process(this::observing, afterFailure, "one", "best-effort", "one");
		assertThat(outcome.nacks()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "continue", "stop" })
	void failureOfAMessageNacksItsOwnRecord(String afterFailure) {
		BatchOutcome outcome = process(this::observing, afterFailure, "one", "failing");
		assertThat(outcome.nacks()).extracting(RecordNack::offset).containsExactly(1L);
		assertThat(outcome.hasUndecided()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "continue", "stop" })
	void scopeWaitsForDecisionsThatMiddlewareDelays(String afterFailure) {
		BatchOutcome outcome = process(this::delaying, afterFailure, "one", "one", "failing");
		assertThat(outcome.nacks()).singleElement().satisfies((nack) -> {
			assertThat(nack.offset()).isEqualTo(2);
			assertThat(nack.message()).isEqualTo("not leader");
			assertThat(nack.cause()).isInstanceOf(NotCompletedException.class);
		});
	}

	@Test
	void waitThatEndsBeforeTheMessageIsSettledHasSeenNothing() {
		BatchOutcome outcome = process((send) -> send, "continue", "impatient");
		assertThat(outcome.nacks()).singleElement().extracting(RecordNack::message).isEqualTo("not leader");
	}

	@Test
	void recordThatIsCutOffWithAFailedSendTakesNoOtherWithIt() {
		this.contextRunner.withBean(MessageSend.class, () -> this::send).run((context) -> {
			BatchOutcome outcome = context.getBean(KafkaEventSourceMapping.class)
				.process(event("one", "one", "stubborn").stream(), TestContext.endingIn(1_000));
			assertThat(outcome.nacks()).extracting(RecordNack::offset).containsExactly(2L);
			context.getBean(Application.class).release.countDown();
		});
	}

	private BatchOutcome process(AmgiMiddlewareSend middleware, String afterFailure, String... values) {
		BatchOutcome[] outcome = new BatchOutcome[1];
		this.contextRunner.withBean(MessageSend.class, () -> this::send)
			.withBean(AmgiMiddleware.class,
					() -> (application) -> (scope, receive, send) -> application.call(scope, receive,
							middleware.wrap(send)))
			.withPropertyValues("spring.amgi.processing.after-failure=" + afterFailure)
			.run((context) -> {
				context.getBean(Application.class).impatience = this.sent;
				outcome[0] = context.getBean(KafkaEventSourceMapping.class).process(event(values).stream(), null);
			});
		return outcome[0];
	}

	private static EventJson event(String... values) {
		EventJson event = EventJson.event();
		for (int i = 0; i < values.length; i++) {
			event.record("orders", 0, i).value(values[i]);
		}
		return event;
	}

	private Send observing(Send send) {
		return (event) -> send.send(event).whenComplete((confirmed, failure) -> {
		});
	}

	private Send delaying(Send send) {
		return (event) -> send.send(event).whenCompleteAsync((confirmed, failure) -> Thread.yield());
	}

	private CompletableFuture<Void> send(MessageSendEvent message) {
		return CompletableFuture.runAsync(() -> confirm(message.address()), this.broker);
	}

	private void confirm(String address) {
		if (address.equals("late")) {
			awaitUninterruptibly(this.sent);
		}
		if (!address.equals("good")) {
			throw new CompletionException(new IllegalStateException("not leader"));
		}
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean done = false;
		while (!done) {
			try {
				done = latch.await(1, TimeUnit.MINUTES);
			}
			catch (InterruptedException ex) {
				// Ignores the interrupt, as a stubborn handler does.
			}
		}
	}

	/**
	 * Wraps the {@code send} of an application.
	 */
	private interface AmgiMiddlewareSend {

		Send wrap(Send send);

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		private final CountDownLatch release = new CountDownLatch(1);

		private CountDownLatch impatience = new CountDownLatch(0);

		@AmgiChannel("orders")
		void handle(String value, MessageSender sender) {
			switch (value) {
				case "best-effort" -> sender.send(OutboundMessage.to("bad").payload("x").bestEffort());
				case "failing" -> sender.send(OutboundMessage.to("bad").payload("x"));
				case "impatient" -> waitImpatiently(sender);
				case "stubborn" -> {
					sender.send(OutboundMessage.to("bad").payload("x"));
					awaitUninterruptibly(this.release);
				}
				default -> sender.send(OutboundMessage.to("good").payload("x"));
			}
		}

		private void waitImpatiently(MessageSender sender) {
			sender.send(OutboundMessage.to("late").payload("x"))
				.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS)
				.join();
			this.impatience.countDown();
		}

	}

}
