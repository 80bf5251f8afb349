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

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import com.amazonaws.services.lambda.runtime.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.DestinationVariable;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.NackException;
import io.amgi.lambda.InvokedFunction;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.MessageSender;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests every kind of batch in the documentation, through the real {@code
 * FunctionInvoker}.
 */
class ChannelBatchesTests {

	private static final String BEHIND = "Not attempted: an earlier record of its batch failed";

	private static final List<Object> received = new CopyOnWriteArrayList<>();

	private static InvokedFunction function;

	@BeforeAll
	static void start() {
		function = InvokedFunction.start(Application.class, "spring.amgi.on-nack=error",
				"spring.amgi.processing.concurrency=1");
	}

	@AfterAll
	static void stop() {
		function.close();
	}

	@BeforeEach
	void clear() {
		received.clear();
	}

	@Test
	void methodIsCalledOncePerTopicPartition() {
		handle(EventJson.event()
			.record("payloads", 0, 1)
			.value("1")
			.record("payloads", 1, 1)
			.value("2")
			.record("payloads", 0, 2)
			.value("3"));
		assertThat(received).containsExactly(List.of(1, 3), List.of(2));
	}

	@Test
	void elementsAreMessagesOrConsumerRecords() {
		handle(records("messages", "1", "2"));
		handle(records("consumer-records", "3", "4"));
		assertThat(received).containsExactly(1, 2, "0:3", "1:4");
	}

	@Test
	void tombstonesAreElementsWhereTheyMayBe() {
		handle(records("optionals", "1").record("optionals", 0, 9).recordWithout("value"));
		assertThat(received).containsExactly(List.of(Optional.of(1), Optional.empty()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nullable-elements", "nullable-list" })
	void tombstonesAreNullWhereElementOrListIsNullable(String address) {
		handle(records(address, "1").record(address, 0, 9).recordWithout("value"));
		assertThat(received).containsExactly(Arrays.asList(1, null));
	}

	@Test
	void valuesThatTheBatchHasInCommonAreGiven() {
		handle(records("common.eu", "1"));
		assertThat(received).containsExactly("eu", "common.eu", "context");
	}

	@Test
	void exceptionNacksAll() {
		assertThat(nacks(records("failing", "1", "2"))).extracting(RecordNack::message).containsExactly("boom", "boom");
	}

	@Test
	void elementThatCannotBeConvertedIsNackedAloneAndNotInTheList() {
		List<RecordNack> nacks = nacks(records("payloads", "1", "\"secret\"", "3"));
		assertThat(nacks).singleElement().satisfies((nack) -> {
			assertThat(nack.offset()).isEqualTo(1);
			assertThat(nack.message()).endsWith("expected Integer at $ but found a string");
		});
		assertThat(received).containsExactly(List.of(1, 3));
	}

	@Test
	void batchWithoutElementsIsNotHandled() {
		assertThat(nacks(records("payloads", "\"a\"", "\"b\""))).hasSize(2);
		assertThat(received).isEmpty();
	}

	@Test
	void methodIsCalledAgainWithWhatIsBehindTheMessageThatItFailedAt() {
		assertThat(nacks(records("failing-at", "1", "2", "3", "2", "5"))).extracting(RecordNack::offset)
			.containsExactly(1L, 3L);
		assertThat(received).containsExactly(List.of(1, 2, 3, 2, 5), List.of(3, 2, 5), List.of(5));
	}

	@Test
	void messagesBehindTheFailedOneAreNotAttemptedWhereAFailureStopsThem() {
		try (InvokedFunction stopping = InvokedFunction.start(Application.class, "spring.amgi.on-nack=error",
				"spring.amgi.processing.after-failure=stop", "spring.amgi.processing.concurrency=1")) {
			NackException failure = catchThrowableOfType(NackException.class,
					() -> stopping.invoke(records("failing-at", "1", "2", "3").stream()));
			assertThat(failure.getNacks()).satisfiesExactly((nack) -> {
				assertThat(nack.offset()).isEqualTo(1);
				assertThat(nack.message()).isEqualTo("boom");
			}, (nack) -> {
				assertThat(nack.offset()).isEqualTo(2);
				assertThat(nack.message()).isEqualTo(BEHIND);
				assertThat(nack.cause()).isInstanceOf(NotCompletedException.class);
			});
		}
		assertThat(received).containsExactly(List.of(1, 2, 3));
	}

	@Test
	void acknowledgedMessagesAreNotHandledAgain() {
		assertThat(nacks(records("acknowledged-failing-at", "1", "2", "3"))).extracting(RecordNack::offset)
			.containsExactly(0L);
		assertThat(received).containsExactly(List.of(1, 2, 3), List.of(2));
	}

	@Test
	void springKafkasExceptionsAreUnderstood() {
		assertThat(nacks(records("listener-index", "1", "2", "3"))).extracting(RecordNack::message)
			.containsExactly("boom");
		assertThat(nacks(records("listener-record", "1", "2", "3"))).extracting(RecordNack::message)
			.containsExactly("boom");
	}

	@Test
	void exceptionAtAMessageThatIsNotThereNacksAll() {
		assertThat(nacks(records("failing-nowhere", "1", "2"))).hasSize(2);
	}

	@Test
	void acknowledgementDecidesOneByOneAndTheRestIsAcked() {
		assertThat(nacks(records("acknowledged", "1", "2", "3", "4"))).extracting(RecordNack::offset)
			.containsExactly(0L, 2L);
	}

	@Test
	void acknowledgementsStandWhenTheMethodThrowsLater() {
		assertThat(nacks(records("acknowledged-failing", "1", "2", "3"))).extracting(RecordNack::message)
			.containsExactly("own reason", "boom");
	}

	@Test
	void failedSendNacksWhatWasAcked() {
		assertThat(nacks(records("sending", "1", "2"))).extracting(RecordNack::message)
			.containsExactly("own reason", "refused");
	}

	private static EventJson records(String topic, String... values) {
		EventJson event = EventJson.event();
		for (int i = 0; i < values.length; i++) {
			event.record(topic, 0, i).value(values[i]);
		}
		return event;
	}

	private static List<RecordNack> nacks(EventJson event) {
		NackException exception = catchThrowableOfType(NackException.class, () -> handle(event));
		assertThat(exception).isNotNull();
		assertThat(exception.getMessage()).doesNotContain("secret");
		return exception.getNacks();
	}

	private static void handle(EventJson event) {
		function.invoke(event);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		MessageSend messageSend() {
			return (message) -> CompletableFuture.failedFuture(new IllegalStateException("refused"));
		}

		@AmgiChannel(value = "payloads", batch = true)
		void payloads(List<Integer> numbers) {
			received.add(numbers);
		}

		@AmgiChannel(value = "messages", batch = true)
		void messages(List<Message<Integer>> messages) {
			messages.forEach((message) -> received.add(message.getPayload()));
		}

		@AmgiChannel(value = "consumer-records", batch = true)
		void consumerRecords(List<ConsumerRecord<String, Integer>> records) {
			records.forEach((record) -> received.add(record.offset() + ":" + record.value()));
		}

		@AmgiChannel(value = "optionals", batch = true)
		void optionals(List<Optional<Integer>> numbers) {
			received.add(numbers);
		}

		@AmgiChannel(value = "nullable-elements", batch = true)
		void nullableElements(List<@Nullable Integer> numbers) {
			received.add(numbers);
		}

		@AmgiChannel(value = "nullable-list", batch = true)
		void nullableList(@Nullable List<Integer> numbers) {
			received.add(numbers);
		}

		@AmgiChannel(value = "common.{region}", batch = true)
		void common(List<Integer> numbers, @DestinationVariable String region, MessageScope scope, Context context) {
			received.add(region);
			received.add(scope.address());
			received.add((context != null) ? "context" : "none");
		}

		@AmgiChannel(value = "failing", batch = true)
		void failing(List<Integer> numbers) {
			throw new IllegalStateException("boom");
		}

		@AmgiChannel(value = "failing-at", batch = true)
		void failingAt(List<Integer> numbers) {
			received.add(List.copyOf(numbers));
			if (numbers.contains(2)) {
				throw new BatchRecordException(numbers.indexOf(2), new IllegalStateException("boom"));
			}
		}

		@AmgiChannel(value = "acknowledged-failing-at", batch = true)
		void acknowledgedFailingAt(List<Integer> numbers, BatchAcknowledgement acknowledgement) {
			received.add(List.copyOf(numbers));
			if (numbers.contains(1)) {
				acknowledgement.ack(2);
				throw new BatchRecordException(0, new IllegalStateException("boom"));
			}
		}

		@AmgiChannel(value = "failing-nowhere", batch = true)
		void failingNowhere(List<Integer> numbers) {
			throw new BatchRecordException(7, new IllegalStateException("boom"));
		}

		@AmgiChannel(value = "listener-index", batch = true)
		void listenerIndex(List<Integer> numbers) {
			if (numbers.contains(2)) {
				throw new BatchListenerFailedException("failed", new IllegalStateException("boom"), 1);
			}
		}

		@AmgiChannel(value = "listener-record", batch = true)
		void listenerRecord(List<ConsumerRecord<String, Integer>> records) {
			throw new BatchListenerFailedException("failed", new IllegalStateException("boom"), records.get(2));
		}

		@AmgiChannel(value = "acknowledged", batch = true)
		void acknowledged(List<Integer> numbers, BatchAcknowledgement acknowledgement) {
			acknowledgement.nack(2, new IllegalStateException("own reason"));
			acknowledgement.ack(1);
			acknowledgement.nack(0, new IllegalStateException("own reason"));
		}

		@AmgiChannel(value = "acknowledged-failing", batch = true)
		void acknowledgedFailing(List<Integer> numbers, BatchAcknowledgement acknowledgement) {
			acknowledgement.ack(1);
			acknowledgement.nack(0, new IllegalStateException("own reason"));
			throw new IllegalStateException("boom");
		}

		@AmgiChannel(value = "sending", batch = true)
		void sending(List<Integer> numbers, BatchAcknowledgement acknowledgement, MessageSender sender) {
			sender.send("invoices", "x");
			acknowledgement.nack(0, new IllegalStateException("own reason"));
		}

	}

}
