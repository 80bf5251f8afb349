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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.AbstractMessageConverter;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.MimeTypeUtils;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OwnThread;
import io.amgi.esm.TestContext;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.server.BatchOutcome;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ChannelMethodSendingTests {

	private static final EventJson THREE = EventJson.event()
		.record("orders", 0, 0)
		.value("A-0")
		.record("orders", 0, 1)
		.value("A-1")
		.record("orders", 0, 2)
		.value("A-2");

	private final Broker broker = new Broker();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class))
		.withBean(MessageSend.class, () -> this.broker)
		.withPropertyValues("spring.amgi.on-nack=error");

	@Test
	void parameterSends() {
		run(ParameterHandler.class, (context) -> {
			CompletableFuture<Void> invocation = handle(context);
			this.broker.confirm("A-0", "A-1", "A-2");
			assertThatCode(() -> invocation.get(10, TimeUnit.SECONDS)).doesNotThrowAnyException();
			assertThat(this.broker.events.get(0).payload()).asString(StandardCharsets.UTF_8)
				.isEqualTo("{\"order\":\"A-0\"}");
		});
	}

	@Test
	void beanSendsForTheRecordOfItsThread() {
		run(BeanHandler.class, (context) -> {
			CompletableFuture<Void> invocation = handle(context);
			this.broker.confirm("A-0", "A-2");
			this.broker.fail("A-1");
			assertNacked(invocation, 1L);
		});
	}

	@Test
	void beanElsewhereSaysToTakeTheParameter() {
		run(BeanHandler.class,
				(context) -> assertThatIllegalStateException()
					.isThrownBy(() -> context.getBean(MessageSender.class).send("invoices", "1"))
					.withMessageContaining("Take a MessageSender as a parameter"));
	}

	@Test
	void sendsOfAScopeDoNotWaitForOneAnother() {
		run(ParameterHandler.class, (context) -> {
			CompletableFuture<Void> invocation = handle(context);
			this.broker.awaitMessages(3);
			assertThat(invocation).isNotDone();
			this.broker.confirm("A-2", "A-1", "A-0");
			assertThatCode(() -> invocation.get(10, TimeUnit.SECONDS)).doesNotThrowAnyException();
		});
	}

	@Test
	void failedSendNacksItsRecordAloneWithTheReason() {
		run(ParameterHandler.class, (context) -> {
			CompletableFuture<Void> invocation = handle(context);
			this.broker.confirm("A-0", "A-2");
			this.broker.fail("A-1");
			assertThat(assertNacked(invocation, 1L).getMessage()).endsWith("message=A-1 not accepted");
		});
	}

	@Test
	void failedBestEffortAcksItsRecord() {
		assertAckedAfterFailure(BestEffortHandler.class);
	}

	@Test
	void failureThatTheHandlerGoesOnAfterAcksItsRecord() {
		assertAckedAfterFailure(TolerantHandler.class);
	}

	@Test
	void failureThatTheHandlerPassesOnNacksWithItsReason() {
		run(JoiningHandler.class, (context) -> {
			CompletableFuture<Void> invocation = handle(context);
			this.broker.fail("A-0");
			this.broker.confirm("A-1", "A-2");
			assertThat(assertNacked(invocation, 0L).getMessage()).endsWith("message=A-0 not accepted");
		});
	}

	@Test
	void handlerThatFailsAfterSendingNacksItsRecordAlone() {
		run(FailingHandler.class, (context) -> {
			CompletableFuture<Void> invocation = handle(context);
			this.broker.confirm("A-1", "A-2");
			this.broker.fail("A-0");
			assertThat(assertNacked(invocation, 0L).getMessage()).endsWith("message=boom");
		});
	}

	@Test
	void failureDoesNotHideThatAMessageIsNotConfirmed() {
		this.contextRunner.withPropertyValues("spring.amgi.on-nack=log")
			.withBean(FailingHandler.class)
			.run((context) -> {
				CompletableFuture<Void> invocation = handle(context);
				this.broker.confirm("A-1", "A-2");
				this.broker.fail("A-0", new NotCompletedException("not confirmed"));
				assertThat(assertNacked(invocation, 0L).getMessage()).endsWith("message=boom");
			});
	}

	@ParameterizedTest
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	@ValueSource(strings = { "StackOverflowError", "IOException", "AssertionError" })
	void messageThatItsConverterFailsAtNacksItsRecordAndStopsTheRest(String failure) {
		this.contextRunner.withPropertyValues("spring.amgi.on-nack=report", "spring.amgi.processing.after-failure=stop")
			.withBean(FailingConfigurer.class, failure)
			.withBean(RecordingHandler.class)
			.run((context) -> {
				BatchOutcome outcome = context.getBean(KafkaEventSourceMapping.class)
					.process(THREE.stream(), TestContext.endingIn(600_000));
				assertThat(outcome.nacks()).satisfiesExactly((nack) -> {
					assertThat(nack.message()).startsWith("Couldn't convert the payload").endsWith(": " + failure);
					assertThat(nack.cause()).isInstanceOf(MessageConversionException.class);
				}, (nack) -> assertThat(nack.isStopped()).isTrue(), (nack) -> assertThat(nack.isStopped()).isTrue());
				assertThat(context.getBean(RecordingHandler.class).received).containsExactly("A-0");
			});
	}

	@ParameterizedTest
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	@ValueSource(booleans = { true, false })
	void continuationThatNeverEndsDoesNotHoldTheResponse(boolean waitsForAMessage) {
		CountDownLatch release = new CountDownLatch(1);
		WaitingHandler handler = new WaitingHandler(
				waitsForAMessage ? CompletableFuture::join : (other) -> awaitUninterruptibly(release));
		this.contextRunner.withBean(WaitingHandler.class, () -> handler).run((context) -> {
			KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
			assertThat(mapping.process(THREE.stream(), TestContext.endingIn(2_000)).nacks()).hasSize(3)
				.allMatch(RecordNack::isUndecided);
			assertThat(release.getCount()).isOne();
			release.countDown();
		});
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean done = false;
		while (!done) {
			try {
				latch.await();
				done = true;
			}
			catch (InterruptedException ex) {
				// User code may ignore it.
			}
		}
	}

	@Test
	void userBeanReplacesOurs() {
		MessageSender own = (message) -> CompletableFuture.completedFuture(null);
		this.contextRunner.withBean(MessageSender.class, () -> own)
			.run((context) -> assertThat(context.getBean(MessageSender.class)).isSameAs(own));
	}

	private void assertAckedAfterFailure(Class<?> handler) {
		run(handler, (context) -> {
			CompletableFuture<Void> invocation = handle(context);
			this.broker.confirm("A-0");
			this.broker.fail("A-1");
			this.broker.confirm("A-2");
			assertThatCode(() -> invocation.get(10, TimeUnit.SECONDS)).doesNotThrowAnyException();
		});
	}

	private static NackException assertNacked(CompletableFuture<Void> invocation, long offset) {
		List<NackException> nacks = new ArrayList<>();
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> invocation.orTimeout(10, TimeUnit.SECONDS).join())
			.havingCause()
			.isInstanceOfSatisfying(NackException.class, (ex) -> {
				assertThat(ex.getNacks()).singleElement().extracting("offset").isEqualTo(offset);
				nacks.add(ex);
			});
		return nacks.get(0);
	}

	private void run(Class<?> handler, ContextConsumer<AssertableApplicationContext> consumer) {
		this.contextRunner.withBean(handler).run(consumer);
	}

	private static CompletableFuture<Void> handle(ApplicationContext context) {
		KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
		return OwnThread.runAsync(() -> mapping.handle(THREE.stream(), null));
	}

	/**
	 * Confirms messages on demand.
	 */
	private static final class Broker implements MessageSend {

		private final List<MessageSendEvent> events = new CopyOnWriteArrayList<>();

		private final List<CompletableFuture<Void>> confirmations = new CopyOnWriteArrayList<>();

		@Override
		public CompletableFuture<Void> send(MessageSendEvent event) {
			CompletableFuture<Void> confirmation = new CompletableFuture<>();
			this.confirmations.add(confirmation);
			this.events.add(event);
			return confirmation;
		}

		void awaitMessages(int count) {
			Awaitility.await().until(() -> this.events.size() == count);
		}

		void confirm(String... orders) {
			for (String order : orders) {
				confirmation(order).complete(null);
			}
		}

		void fail(String order) {
			fail(order, new IllegalStateException(order + " not accepted"));
		}

		void fail(String order, Exception failure) {
			confirmation(order).completeExceptionally(failure);
		}

		private CompletableFuture<Void> confirmation(String order) {
			int index = Awaitility.await().until(() -> indexOf(order), (found) -> found >= 0);
			return this.confirmations.get(index);
		}

		private int indexOf(String order) {
			List<String> payloads = this.events.stream().map((event) -> new String(event.payload())).toList();
			return payloads.indexOf("{\"order\":\"" + order + "\"}");
		}

	}

	static class ParameterHandler {

		@AmgiChannel("orders")
		void placed(String order, MessageSender sender) {
			sender.send("invoices", new Invoice(order));
		}

	}

	static class BeanHandler {

		private final MessageSender sender;

		BeanHandler(MessageSender sender) {
			this.sender = sender;
		}

		@AmgiChannel("orders")
		void placed(String order) {
			this.sender.send("invoices", new Invoice(order));
		}

	}

	static class BestEffortHandler {

		@AmgiChannel("orders")
		void placed(String order, MessageSender sender) {
			sender.send(OutboundMessage.to("invoices").payload(new Invoice(order)).bestEffort());
		}

	}

	static class TolerantHandler {

		@AmgiChannel("orders")
		void placed(String order, MessageSender sender) {
			try {
				sender.send("invoices", new Invoice(order)).join();
			}
			catch (CompletionException ex) {
				// The failed message must not fail the handler.
			}
		}

	}

	static class JoiningHandler {

		@AmgiChannel("orders")
		void placed(String order, MessageSender sender) {
			sender.send("invoices", new Invoice(order)).join();
		}

	}

	static class FailingHandler {

		@AmgiChannel("orders")
		void placed(String order, MessageSender sender) {
			sender.send("invoices", new Invoice(order));
			if (order.equals("A-0")) {
				throw new IllegalStateException("boom");
			}
		}

	}

	static class RecordingHandler extends ParameterHandler {

		private final List<String> received = new CopyOnWriteArrayList<>();

		@Override
		void placed(String order, MessageSender sender) {
			this.received.add(order);
			super.placed(order, sender);
		}

	}

	static class WaitingHandler {

		private final Consumer<CompletableFuture<Void>> waiting;

		WaitingHandler(Consumer<CompletableFuture<Void>> waiting) {
			this.waiting = waiting;
		}

		@AmgiChannel("orders")
		void placed(String order, MessageSender sender) {
			CompletableFuture<CompletableFuture<Void>> other = new CompletableFuture<>();
			sender.send("invoices", new Invoice(order)).exceptionally((failure) -> {
				this.waiting.accept(other.join());
				return null;
			});
			other.complete(sender.send("payments", new Invoice(order)));
		}

	}

	/**
	 * Adds a converter that fails.
	 *
	 * @param failure the name of the exception that it throws
	 */
	record FailingConfigurer(String failure) implements AmgiChannelConfigurer {

		@Override
		public void addMessageConverters(List<MessageConverter> converters) {
			converters.add(0, new AbstractMessageConverter(MimeTypeUtils.ALL) {

				@Override
				protected boolean supports(Class<?> type) {
					return type == Invoice.class;
				}

				@Override
				protected Object convertToInternal(Object payload, @Nullable MessageHeaders headers,
						@Nullable Object hint) {
					throw switch (FailingConfigurer.this.failure) {
						case "StackOverflowError" -> new StackOverflowError();
						case "AssertionError" -> new AssertionError("secret");
						default -> sneaky(new IOException("secret"));
					};
				}

			});
		}

		// Throws a checked exception that a converter does not declare.
		@SuppressWarnings("unchecked")
		private static <T extends Throwable> Error sneaky(Throwable failure) throws T {
			throw (T) failure;
		}

	}

	record Invoice(String order) {

	}

}
