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
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.Ordered;

import io.amgi.esm.BatchResponse;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OnNack;
import io.amgi.esm.OwnThread;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class GracefulShutdownTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final String SHUTTING_DOWN = "Not handled to its end, the function is shutting down";

	private final ApplicationContext context = new StaticApplicationContext();

	private MessageServer server;

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	private final CountDownLatch goOn = new CountDownLatch(1);

	@Test
	void closeWaitsForTheInvocationInFlight() throws Exception {
		KafkaEventSourceMapping mapping = mapping(handling());
		CompletableFuture<BatchResponse> response = handle(mapping, EventJson.event().record("orders", 0, 1));
		this.received.take();
		CompletableFuture<Void> closed = OwnThread.runAsync(() -> close(LONG));
		awaitRefusal(mapping);
		assertThat(closed).isNotDone();
		this.goOn.countDown();
		assertThat(response).succeedsWithin(LONG).isEqualTo(BatchResponse.SUCCESS);
		assertThat(closed).succeedsWithin(LONG);
	}

	@Test
	void recordsBehindTheOneInFlightAreNotAttempted() throws Exception {
		KafkaEventSourceMapping mapping = mapping(handling());
		CompletableFuture<BatchResponse> response = handle(mapping,
				EventJson.event().record("orders", 0, 1).record("orders", 0, 2).record("orders", 1, 1));
		this.received.take();
		CompletableFuture<Void> closed = OwnThread.runAsync(() -> close(LONG));
		awaitRefusal(mapping);
		this.goOn.countDown();
		assertThat(closed).succeedsWithin(LONG);
		assertThat(nacks(response)).extracting(RecordNack::toString)
			.containsExactly("Failed to process record topic=orders, partition=0, offset=2, message=" + SHUTTING_DOWN,
					"Failed to process record topic=orders, partition=1, offset=1, message=" + SHUTTING_DOWN);
		assertThat(this.received).isEmpty();
	}

	@Test
	void recordThatIsUnackedAfterTheTimeIsCut(CapturedOutput output) throws Exception {
		KafkaEventSourceMapping mapping = mapping(handling());
		CompletableFuture<BatchResponse> response = handle(mapping, EventJson.event().record("orders", 0, 1));
		this.received.take();
		close(Duration.ofMillis(1));
		this.goOn.countDown();
		assertThat(nacks(response)).singleElement().satisfies((nack) -> {
			assertThat(nack.message()).isEqualTo(SHUTTING_DOWN);
			assertThat(nack.cause()).isInstanceOf(NotCompletedException.class);
		});
		assertThat(output).contains("Cut off 1 invocations that went on for PT0.001S after the shutdown");
	}

	@Test
	void nothingIsSentAfterTheTime() throws Exception {
		BlockingQueue<CompletableFuture<Void>> sends = new LinkedBlockingQueue<>();
		Queue<MessageSendEvent> sent = new ConcurrentLinkedQueue<>();
		KafkaEventSourceMapping mapping = build(TestMapping.builder((scope, receive, send) -> {
			this.received.add("1");
			this.goOn.await();
			sends.add(send.send(new MessageSendEvent("invoices", List.of(), null, Map.of())));
		}).messageSend((message) -> {
			sent.add(message);
			return CompletableFuture.completedFuture(null);
		}));
		handle(mapping, EventJson.event().record("orders", 0, 1));
		this.received.take();
		close(Duration.ofMillis(1));
		this.goOn.countDown();
		assertThat(sends.take()).isCompletedExceptionally();
		assertThat(sent).isEmpty();
	}

	@Test
	void messageThatIsConfirmedInTimeAcknowledgesItsRecord() throws Exception {
		CompletableFuture<Void> confirmation = new CompletableFuture<>();
		KafkaEventSourceMapping mapping = build(TestMapping.builder((scope, receive, send) -> {
			String id = ((MessageReceiveEvent) receive.receive()).id();
			send.send(new MessageSendEvent("invoices", List.of(), null, Map.of(), id))
				.thenRun(() -> send.send(new MessageAckEvent(id)));
			this.received.add(id);
		}).messageSend((message) -> confirmation));
		CompletableFuture<BatchResponse> response = handle(mapping, EventJson.event().record("orders", 0, 1));
		this.received.take();
		CompletableFuture<Void> closed = OwnThread.runAsync(() -> close(LONG));
		awaitRefusal(mapping);
		confirmation.complete(null);
		assertThat(response).succeedsWithin(LONG).isEqualTo(BatchResponse.SUCCESS);
		assertThat(closed).succeedsWithin(LONG);
	}

	@Test
	void applicationThatHidesTheEndDoesNotMakeItASuccess() throws Exception {
		KafkaEventSourceMapping mapping = mapping((scope, receive, send) -> {
			this.received.add("1");
			this.goOn.await();
			try {
				receive.receive();
			}
			catch (NotCompletedException ex) {
				// Hiding the end must not count as handling the records.
			}
		});
		CompletableFuture<BatchResponse> response = handle(mapping, EventJson.event().record("orders", 0, 1));
		this.received.take();
		close(Duration.ofMillis(1));
		this.goOn.countDown();
		assertThat(nacks(response)).extracting(RecordNack::message).containsExactly(SHUTTING_DOWN);
	}

	@Test
	void applicationThatFailsAfterTheTimeRefusesNothing() throws Exception {
		KafkaEventSourceMapping mapping = mapping((scope, receive, send) -> {
			receive.receive();
			this.received.add("1");
			this.goOn.await();
			throw new IllegalStateException("The pool is closed");
		});
		CompletableFuture<BatchResponse> response = handle(mapping, EventJson.event().record("orders", 0, 1));
		this.received.take();
		close(Duration.ofMillis(1));
		this.goOn.countDown();
		assertThat(nacks(response)).extracting(RecordNack::message).containsExactly(SHUTTING_DOWN);
	}

	@Test
	void invocationAfterTheCloseIsRefused() {
		KafkaEventSourceMapping mapping = mapping(handling());
		close(LONG);
		assertThatIllegalStateException().isThrownBy(() -> mapping.handle(EventJson.event().stream(), null))
			.withMessage("The function is shutting down and takes no more events");
	}

	@Test
	void closingOfAContextBelowChangesNothing() {
		KafkaEventSourceMapping mapping = mapping(handling());
		drain(LONG).onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
		assertThat(mapping.handle(EventJson.event().stream(), null)).isEqualTo(BatchResponse.SUCCESS);
	}

	@Test
	void drainHearsOfTheClosingBeforeOthers() {
		mapping(handling());
		assertThat(drain(LONG).getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
	}

	private AmgiApplication handling() {
		return (scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				this.received.add(message.id());
				this.goOn.await();
				send.send(new MessageAckEvent(message.id()));
			}
			while (message.moreMessages());
		};
	}

	private KafkaEventSourceMapping mapping(AmgiApplication application) {
		ProcessingOptions oneByOne = new ProcessingOptions(Ordering.PARTITION, 1, null, Duration.ZERO, false);
		return build(TestMapping.builder(application).onNack(OnNack.LOG).processing(oneByOne));
	}

	private KafkaEventSourceMapping build(TestMapping mapping) {
		this.server = mapping.server();
		return mapping.on(this.server);
	}

	private static CompletableFuture<BatchResponse> handle(KafkaEventSourceMapping mapping, EventJson event) {
		return OwnThread.supplyAsync(() -> mapping.handle(event.stream(), null));
	}

	private void close(Duration timeout) {
		drain(timeout).onApplicationEvent(new ContextClosedEvent(this.context));
	}

	private GracefulShutdown drain(Duration timeout) {
		GracefulShutdown drain = new GracefulShutdown(this.server, timeout);
		drain.setApplicationContext(this.context);
		return drain;
	}

	private static void awaitRefusal(KafkaEventSourceMapping mapping) {
		Awaitility.await()
			.untilAsserted(() -> assertThatIllegalStateException()
				.isThrownBy(() -> mapping.handle(EventJson.event().stream(), null)));
	}

	private static List<RecordNack> nacks(CompletableFuture<BatchResponse> response) {
		NackException failure = (NackException) response.handle((success, ex) -> ex.getCause()).join();
		return failure.getNacks();
	}

}
