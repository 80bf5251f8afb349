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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.apache.kafka.common.KafkaException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.amgi.test.RecordId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LocalEventSourceMappingTests {

	private static final byte[] OK = new byte[0];

	private final Recorded recorded = new Recorded();

	@Test
	void recordsReachTheFunctionAndAreCommitted() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b", "c");
		List<String> values = new CopyOnWriteArrayList<>();
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> {
		}).listener(this.recorded).function((event) -> {
			values.addAll(TestEvent.parse(event).values());
			return OK;
		}).start()) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(3));
		}
		assertThat(values).containsExactly("a", "b", "c");
		assertThat(this.recorded.acked).containsExactlyElementsOf(kafka.ids(0, 0, 3));
		assertThat(this.recorded.failures).isEmpty();
	}

	@Test
	void eventIsTheOneOfASelfManagedCluster() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a");
		List<JsonNode> events = new CopyOnWriteArrayList<>();
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> {
		}).listener(this.recorded).function((event) -> capture(event, events)).start()) {
			Awaitility.await().until(() -> !this.recorded.acked.isEmpty());
		}
		assertThat(events).hasSize(1);
		assertThat(events.get(0).path("eventSource").asString()).isEqualTo("SelfManagedKafka");
		assertThat(events.get(0).path("bootstrapServers").asString()).isEqualTo(TestKafka.bootstrapServers());
		assertThat(events.get(0).path("records").path(kafka.topic() + "-0").path(0).path("value").asString())
			.isEqualTo("YQ==");
	}

	@Test
	void eventIsTheOneOfMskWithAnArn() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a");
		List<JsonNode> events = new CopyOnWriteArrayList<>();
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> settings.eventSourceArn("arn:aws:kafka:x"))
			.listener(this.recorded)
			.function((event) -> capture(event, events))
			.start()) {
			Awaitility.await().until(() -> !this.recorded.acked.isEmpty());
		}
		assertThat(events.get(0).path("eventSource").asString()).isEqualTo("aws:kafka");
		assertThat(events.get(0).path("eventSourceArn").asString()).isEqualTo("arn:aws:kafka:x");
	}

	@Test
	void responseBeyondTheLimitFailsTheInvocation() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a");
		AtomicInteger invocations = new AtomicInteger();
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> {
		})
			.listener(this.recorded)
			.function((event) -> new byte[(invocations.incrementAndGet() == 1) ? 6_291_557 : 6_291_556])
			.start()) {
			Awaitility.await().until(() -> !this.recorded.acked.isEmpty());
		}
		assertThat(invocations).hasValue(2);
		assertThat(this.recorded.batchFailures).singleElement(InstanceOfAssertFactories.STRING)
			.contains("The response has 6291557 bytes, more than Lambda's 6291556");
	}

	@Test
	void failedBatchComesAgainUntilItIsAcked() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b");
		AtomicInteger invocations = new AtomicInteger();
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> {
		}).listener(this.recorded).function((event) -> {
			if (invocations.incrementAndGet() < 3) {
				throw new IllegalStateException("not yet");
			}
			return OK;
		}).start()) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(2));
		}
		assertThat(this.recorded.batches).extracting(Batch::attempt).containsExactly(1, 2, 3);
		assertThat(this.recorded.failures).containsExactly("0@0 #1 not yet", "0@1 #1 not yet", "0@0 #2 not yet",
				"0@1 #2 not yet");
		assertThat(this.recorded.acked).containsExactlyElementsOf(kafka.ids(0, 0, 2));
	}

	@Test
	void errorOfTheFunctionIsAFailedInvocation() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a");
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> settings.maximumRetryAttempts(0))
			.listener(this.recorded)
			.function((event) -> {
				throw new StackOverflowError();
			})
			.start()) {
			Awaitility.await().until(() -> !this.recorded.givenUp.isEmpty());
		}
		assertThat(this.recorded.givenUp).containsEntry(kafka.id(0, 0), "1 java.lang.StackOverflowError");
	}

	@Test
	void handlerGetsAContextWithADeadline() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a");
		List<Integer> remaining = new CopyOnWriteArrayList<>();
		RequestStreamHandler handler = (input, output, context) -> {
			remaining.add(context.getRemainingTimeInMillis());
			assertThat(context.getAwsRequestId()).isNotEmpty();
			output.write(input.readAllBytes().length);
		};
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> {
		}).listener(this.recorded).function(LambdaFunction.of(handler)).start()) {
			Awaitility.await().until(() -> !this.recorded.acked.isEmpty());
		}
		assertThat(remaining).singleElement().satisfies((millis) -> assertThat(millis).isBetween(1, 30_000));
	}

	@Test
	void listenerThatThrowsChangesNothing() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a");
		EventSourceMappingListener broken = new EventSourceMappingListener() {

			@Override
			public void received(Batch batch) {
				throw new IllegalStateException("broken listener");
			}

		};
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> {
		}).listener(broken).listener(this.recorded).function((event) -> OK).start()) {
			Awaitility.await().until(() -> !this.recorded.acked.isEmpty());
		}
		assertThat(this.recorded.failures).isEmpty();
	}

	@Test
	void batchWhoseDeliveryBreaksDownComesAgain() {
		TestKafka kafka = TestKafka.topic(1).sendNumbers(0, 20);
		AtomicInteger acks = new AtomicInteger();
		EventSourceMappingListener broken = new EventSourceMappingListener() {

			@Override
			public void acked(RecordId record, int attempt) {
				if (acks.incrementAndGet() == 8) {
					throw new InternalError("breaks down in mid-batch");
				}
			}

		};
		List<String> values = new CopyOnWriteArrayList<>();
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> settings.batchSize(5))
			.listener(broken)
			.function((event) -> {
				values.addAll(TestEvent.parse(event).values());
				return OK;
			})
			.start()) {
			Awaitility.await().untilAsserted(() -> assertThat(kafka.committed(0)).isEqualTo(20));
		}
		assertThat(values).startsWith("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "8", "9")
			.endsWith("17", "18", "19");
	}

	@Test
	void mappingWithoutTopicsOrFunctionDoesNotStart() {
		assertThatIllegalStateException().isThrownBy(LocalEventSourceMapping.builder()::start)
			.withMessage("No topics: call 'topics'");
		assertThatIllegalStateException().isThrownBy(LocalEventSourceMapping.builder().topics("a")::start)
			.withMessage("No function: call 'function'");
	}

	@Test
	void mappingThatDoesNotStartLeavesNothing() {
		AtomicBoolean closed = new AtomicBoolean();
		assertThatExceptionOfType(KafkaException.class).isThrownBy(TestKafka.topic(1)
			.mapping((settings) -> settings.onFailureDestination("kafka://failures"))
			.kafkaProperties(Map.of("client.id", "left-behind", "fetch.max.wait.ms", "soon"))
			.function(new ClosedFunction(closed))::start);
		assertThat(closed).isTrue();
		assertThat(Thread.getAllStackTraces().keySet()).noneMatch((thread) -> thread.getName().contains("left-behind"));
	}

	@Test
	void closeLetsTheCurrentInvocationEnd() throws Exception {
		TestKafka kafka = TestKafka.topic(1).send(0, "a");
		CountDownLatch invoked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		LocalEventSourceMapping mapping = kafka.mapping().listener(this.recorded).function((event) -> {
			invoked.countDown();
			release.await();
			return OK;
		}).start();
		invoked.await();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(mapping::close);
		Awaitility.await().until(LocalEventSourceMappingTests::isDraining);
		release.countDown();
		closed.join();
		assertThat(this.recorded.acked).containsExactly(kafka.id(0, 0));
		assertThat(kafka.committed(0)).isEqualTo(1);
	}

	// Only its thread shows that the mapping has stopped polling.
	private static boolean isDraining() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.flatMap(Stream::of)
			.anyMatch((frame) -> frame.getClassName().equals(Poller.class.getName())
					&& frame.getMethodName().equals("drain"));
	}

	@Test
	void functionIsClosedWithTheMapping() {
		AtomicBoolean closed = new AtomicBoolean();
		LocalEventSourceMapping mapping = TestKafka.topic(1).mapping().function(new ClosedFunction(closed)).start();
		assertThat(closed).isFalse();
		mapping.close();
		assertThat(closed).isTrue();
	}

	private static byte[] capture(byte[] event, List<JsonNode> events) {
		events.add(TestEvent.parse(event).json());
		return OK;
	}

	private record ClosedFunction(AtomicBoolean closed) implements LambdaFunction {

		@Override
		public byte[] invoke(byte[] event) {
			return OK;
		}

		@Override
		public void close() {
			this.closed.set(true);
		}

	}

}
