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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.Ordered;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.OutboundMessage;
import io.amgi.server.BatchOutcome;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChannelInterceptorTests {

	private final List<String> steps = new CopyOnWriteArrayList<>();

	private final List<String> sent = new CopyOnWriteArrayList<>();

	private final List<CompletableFuture<Void>> confirmations = new CopyOnWriteArrayList<>();

	private final Channels channels = new Channels(this.steps);

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("spring.amgi.lifespan.enabled=false", "spring.amgi.processing.after-failure=continue")
		.withBean(Channels.class, () -> this.channels)
		.withBean(MessageSend.class, () -> (message) -> {
			this.sent.add(message.address());
			CompletableFuture<Void> confirmation = new CompletableFuture<>();
			this.confirmations.add(confirmation);
			new Thread(() -> confirm(message.address(), confirmation)).start();
			return confirmation;
		});

	private static void confirm(String address, CompletableFuture<Void> confirmation) {
		if (address.equals("refused")) {
			confirmation.completeExceptionally(new NotCompletedException("refused"));
		}
		else {
			confirmation.complete(null);
		}
	}

	@Test
	void interceptionsAreAroundTheMethodInTheirOrder() {
		intercept("outer", 1);
		intercept("inner", 2);
		process("orders", "1");
		assertThat(this.steps).containsExactly("outer open", "inner open", "outer resolved [1]", "inner resolved [1]",
				"outer before", "inner before", "method 1", "inner after", "outer after", "inner decides ack 0",
				"outer decides ack 0");
	}

	@Test
	void interceptionsUnwindInReverseOrderWhenTheMethodFails() {
		intercept("outer", 1);
		intercept("inner", 2);
		assertThat(process("orders", "13").nacks()).extracting(RecordNack::message).containsExactly("thirteen");
		assertThat(this.steps).containsExactly("outer open", "inner open", "outer resolved [13]", "inner resolved [13]",
				"outer before", "inner before", "method 13", "inner thirteen", "outer thirteen",
				"inner decides thirteen 0", "outer decides thirteen 0");
	}

	@Test
	void messageIsNackedIfItsInterceptionCannotBeOpened() {
		intercept("outer", 1);
		Recorder inner = intercept("inner", 2);
		inner.onOpen = (call) -> {
			throw new IllegalStateException("closed");
		};
		assertThat(process("orders", "1").nacks()).extracting(RecordNack::message).containsExactly("closed");
		assertThat(this.steps).containsExactly("outer open", "inner open", "outer decides closed 0");
	}

	@Test
	void messagesOfABatchAreNackedIfTheirInterceptionCannotBeOpened() {
		Recorder recorder = intercept("one", 1);
		recorder.onOpen = (call) -> {
			call.skip(1);
			throw new IllegalStateException("closed");
		};
		assertThat(process("batches", "1", "2", "3").nacks()).extracting(RecordNack::offset).containsExactly(0L, 2L);
		assertThat(this.steps).containsExactly("one open");
	}

	@Test
	void skippedMessageIsAckedAndRefusedOneNacked() {
		Recorder recorder = intercept("one", 1);
		recorder.onOpen = (call) -> {
			String id = call.messages().get(0).getEvent().id();
			if (id.endsWith(":0")) {
				call.skip(0);
			}
			else if (id.endsWith(":1")) {
				call.refuse(0, new IllegalStateException("refused"));
			}
		};
		assertThat(process("orders", "1", "2", "3").nacks()).extracting(RecordNack::message).containsExactly("refused");
		assertThat(this.channels.received).containsExactly(3);
	}

	@Test
	void messageMayBeRefusedWhenItsArgumentsAreKnown() {
		Recorder recorder = intercept("one", 1);
		recorder.onResolved = (call, arguments) -> {
			if (arguments[0].equals(2)) {
				call.refuse(0, new NotCompletedException("later"));
			}
		};
		assertThat(process("orders", "1", "2", "3").nacks()).satisfiesExactly((nack) -> {
			assertThat(nack.message()).isEqualTo("later");
			assertThat(nack.isUndecided()).isTrue();
		});
		assertThat(this.channels.received).containsExactly(1, 3);
	}

	@Test
	void batchHoldsWhatIsNeitherSkippedNorRefusedNorUnreadable() {
		Recorder recorder = intercept("one", 1);
		recorder.onOpen = (call) -> call.skip(0);
		recorder.onResolved = (call, arguments) -> {
			assertThat(arguments[0]).isEqualTo(List.of(2, 4, 5));
			call.skip(1);
			call.refuse(4, new IllegalStateException("refused"));
		};
		BatchOutcome outcome = process("batches", "1", "2", "\"x\"", "4", "5");
		assertThat(outcome.nacks()).extracting(RecordNack::offset).containsExactly(2L, 4L);
		assertThat(this.channels.received).containsExactly(List.of(4));
		assertThat(decisions("one")).containsExactlyInAnyOrder("ack 0", "ack 1", "ack 3", "refused 4", "unreadable 2");
	}

	@Test
	void secondCallOfABatchMethodIsAnotherCall() {
		Recorder recorder = intercept("one", 1);
		List<Integer> sizes = new ArrayList<>();
		recorder.onOpen = (call) -> sizes.add(call.messages().size());
		process("batches", "1", "13", "3", "4");
		assertThat(sizes).containsExactly(4, 2);
		assertThat(decisions("one")).containsExactlyInAnyOrder("ack 0", "thirteen 1", "ack 0", "ack 1");
	}

	@Test
	void refusedMessageOfABatchStopsThoseBehindIt() {
		Recorder recorder = intercept("one", 1);
		recorder.onOpen = (call) -> call.refuse(1, new IllegalStateException("refused"));
		this.contextRunner = this.contextRunner.withPropertyValues("spring.amgi.processing.after-failure=stop");
		assertThat(process("batches", "1", "2", "3").nacks()).extracting(RecordNack::offset).containsExactly(1L, 2L);
		assertThat(this.channels.received).containsExactly(List.of(1));
	}

	@Test
	void channelIsAskedForOncePerAddressAtStartUp() {
		List<ChannelDescriptor> asked = new ArrayList<>();
		Recorder recorder = intercept("one", 1);
		recorder.supports = (channel) -> {
			asked.add(channel);
			return channel.isBatch();
		};
		process("orders", "1", "2");
		assertThat(asked).extracting((channel) -> channel.address().toString())
			.containsExactlyInAnyOrder("orders", "other-orders", "batches", "replies");
		assertThat(asked).extracting(ChannelDescriptor::beanType).containsOnly(Channels.class);
		assertThat(this.steps).containsExactly("method 1", "method 2");
	}

	@Test
	void decisionsComeOnNeitherTheHandlersNorTheInvokingThread() {
		Recorder recorder = intercept("one", 1);
		List<Thread> handlers = new CopyOnWriteArrayList<>(List.of(Thread.currentThread()));
		List<Thread> deciding = new CopyOnWriteArrayList<>();
		recorder.onOpen = (call) -> handlers.add(Thread.currentThread());
		recorder.onDeciding = (decisions) -> deciding.add(Thread.currentThread());
		process("replies", "1", "2");
		assertThat(deciding).isNotEmpty().doesNotContainAnyElementsOf(handlers);
	}

	@Test
	void recordsWhoseDecisionsAreNotTakenNoteOfAreNotCompleted() {
		Recorder recorder = intercept("one", 1);
		recorder.onDeciding = (decisions) -> {
			throw new IllegalStateException("store away");
		};
		BatchOutcome outcome = process("orders", "1", "13");
		assertThat(outcome.nacks()).extracting(RecordNack::isUndecided).containsExactly(true, false);
	}

	@Test
	void decisionMayBecomeANack() {
		intercept("outer", 1);
		Recorder inner = intercept("inner", 2);
		inner.onDeciding = (decisions) -> decisions
			.forEach((decision) -> decision.nack(new IllegalStateException("no")));
		assertThat(process("orders", "1").nacks()).extracting(RecordNack::message).containsExactly("no");
		assertThat(this.steps).endsWith("inner decides ack 0", "outer decides no 0");
	}

	@Test
	void decisionsAreMadeWhenSendsAreSettled() {
		Recorder recorder = intercept("one", 1);
		List<Boolean> confirmed = new CopyOnWriteArrayList<>();
		recorder.onDeciding = (decisions) -> this.confirmations
			.forEach((confirmation) -> confirmed.add(confirmation.isDone()));
		assertThat(process("replies", "13").nacks()).extracting(RecordNack::message).containsExactly("refused");
		assertThat(decisions("one")).containsExactly("refused 0");
		assertThat(confirmed).containsExactly(true);
	}

	@Test
	void decisionThatNeverComesBackLeavesItsRecordNotCompleted() {
		Recorder recorder = intercept("one", 1);
		CompletableFuture<Void> released = new CompletableFuture<>();
		recorder.onDeciding = (decisions) -> released.join();
		AtomicReference<BatchOutcome> outcome = new AtomicReference<>();
		this.contextRunner.run((context) -> outcome.set(context.getBean(KafkaEventSourceMapping.class)
			.process(records("orders", "1").stream(), TestContext.endingIn(500))));
		released.complete(null);
		assertThat(outcome.get().nacks()).singleElement().matches(RecordNack::isUndecided);
	}

	@Test
	void secondAttemptIsCountedAnew() {
		Recorder recorder = intercept("one", 1);
		recorder.onInvoke = (next) -> {
			try {
				next.proceed();
				next.sends().join();
			}
			catch (Exception ex) {
				this.channels.healed = true;
				next.proceed();
			}
		};
		assertThat(process("replies", "13").nacks()).isEmpty();
		assertThat(this.sent).containsExactly("refused", "invoices");
	}

	@Test
	void sendsAreConfirmedBeforeAnInterceptionEnds() {
		Recorder recorder = intercept("one", 1);
		List<Boolean> confirmed = new ArrayList<>();
		recorder.onInvoke = (next) -> {
			next.proceed();
			next.sends().join();
			this.confirmations.forEach((confirmation) -> confirmed.add(confirmation.isDone()));
		};
		process("replies", "1");
		assertThat(confirmed).containsExactly(true);
	}

	private Recorder intercept(String name, int order) {
		Recorder recorder = new Recorder(name, order, this.steps);
		this.contextRunner = this.contextRunner.withBean(name, Recorder.class, () -> recorder);
		return recorder;
	}

	private List<String> decisions(String name) {
		String prefix = name + " decides ";
		return this.steps.stream()
			.filter((step) -> step.startsWith(prefix))
			.map((step) -> step.substring(prefix.length()))
			.map((step) -> step.replaceFirst(".*expected Integer.*(?= \\d)", "unreadable"))
			.toList();
	}

	private BatchOutcome process(String topic, String... values) {
		AtomicReference<BatchOutcome> outcome = new AtomicReference<>();
		this.contextRunner.run((context) -> outcome
			.set(context.getBean(KafkaEventSourceMapping.class).process(records(topic, values).stream(), null)));
		return outcome.get();
	}

	private static EventJson records(String topic, String... values) {
		EventJson event = EventJson.event();
		for (int i = 0; i < values.length; i++) {
			event.record(topic, 0, i).value(values[i]);
		}
		return event;
	}

	static class Channels {

		private final List<Object> received = new ArrayList<>();

		private final List<String> steps;

		private volatile boolean healed;

		Channels(List<String> steps) {
			this.steps = steps;
		}

		@AmgiChannel({ "orders", "other-orders" })
		void handle(Integer number) {
			this.steps.add("method " + number);
			this.received.add(number);
			if (number == 13) {
				throw new IllegalStateException("thirteen");
			}
		}

		@AmgiChannel(value = "batches", batch = true)
		void handle(List<Integer> numbers) {
			this.received.add(List.copyOf(numbers));
			int index = numbers.indexOf(13);
			if (index >= 0) {
				throw new BatchRecordException(index, new IllegalStateException("thirteen"));
			}
		}

		@AmgiChannel("replies")
		OutboundMessage reply(Integer number) {
			return OutboundMessage.to((number == 13 && !this.healed) ? "refused" : "invoices").payload(number);
		}

	}

	/**
	 * Records what it sees.
	 */
	static class Recorder implements DecisionInterceptor, Ordered {

		private final String name;

		private final int order;

		private final List<String> steps;

		private Predicate<ChannelDescriptor> supports = (channel) -> true;

		private Consumer<ChannelCall> onOpen = (call) -> {
		};

		private BiConsumer<ChannelCall, @Nullable Object[]> onResolved = (call, arguments) -> {
		};

		private Around onInvoke = Interception.Handling::proceed;

		private Consumer<List<Decision>> onDeciding = (decisions) -> {
		};

		Recorder(String name, int order, List<String> steps) {
			this.name = name;
			this.order = order;
			this.steps = steps;
		}

		@Override
		public int getOrder() {
			return this.order;
		}

		@Override
		public boolean supports(ChannelDescriptor channel) {
			return this.supports.test(channel);
		}

		@Override
		public Interception open(ChannelCall call) {
			this.steps.add(this.name + " open");
			this.onOpen.accept(call);
			return new Recording(call);
		}

		@Override
		public void deciding(List<Decision> settled) {
			for (Decision decision : settled) {
				Throwable cause = decision.cause();
				this.steps.add("%s decides %s %d".formatted(this.name, (cause != null) ? cause.getMessage() : "ack",
						decision.index()));
			}
			this.onDeciding.accept(settled);
		}

		private final class Recording implements Interception {

			private final ChannelCall call;

			Recording(ChannelCall call) {
				this.call = call;
			}

			@Override
			public void resolved(@Nullable Object[] arguments) {
				Recorder.this.steps.add(Recorder.this.name + " resolved " + Arrays.toString(arguments));
				Recorder.this.onResolved.accept(this.call, arguments);
			}

			@Override
			public void invoke(Handling next) throws Exception {
				Recorder.this.steps.add(Recorder.this.name + " before");
				try {
					Recorder.this.onInvoke.invoke(next);
					Recorder.this.steps.add(Recorder.this.name + " after");
				}
				catch (Exception ex) {
					Recorder.this.steps.add(Recorder.this.name + " " + ex.getMessage());
					throw ex;
				}
			}

		}

		interface Around {

			void invoke(Interception.Handling next) throws Exception;

		}

	}

}
