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

package io.amgi.kafka;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.support.KafkaHeaders;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;
import io.amgi.protocol.NonRetryableException;
import io.amgi.sender.MessageSender;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaDeadLetterTests {

	private final String topic = "t-" + UUID.randomUUID();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, KafkaAutoConfiguration.class,
				AmgiKafkaAutoConfiguration.class, AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.on-nack=report", "spring.amgi.dead-letter.enabled=true",
				"dead.topic=" + this.topic)
		.withBean(Handler.class);

	@Test
	void deadLetterIsWhatSpringKafkaWrites() {
		String deadTopic = TestBroker.newTopic();
		this.contextRunner.withBean(DeadLetterTopicResolver.class, () -> (letter) -> deadTopic)
			.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class))).isEmpty());
		ConsumerRecord<byte[], byte[]> record = TestBroker.consume(TestBroker.shared(), deadTopic, 1).get(0);
		assertThat(record.key()).asString().isEqualTo("k");
		assertThat(record.value()).asString().isEqualTo("not a number");
		assertThat(header(record, "trace")).containsExactly(1);
		assertThat(header(record, KafkaHeaders.DLT_ORIGINAL_TOPIC)).asString().isEqualTo(this.topic);
		assertThat(ByteBuffer.wrap(header(record, KafkaHeaders.DLT_ORIGINAL_PARTITION)).getInt()).isZero();
		assertThat(ByteBuffer.wrap(header(record, KafkaHeaders.DLT_ORIGINAL_OFFSET)).getLong()).isEqualTo(7);
		assertThat(header(record, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).asString()
			.contains("Couldn't resolve parameter");
		assertThat(header(record, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN)).asString()
			.endsWith("UnresolvedArgumentException");
	}

	@Test
	void firstDeadLetterThatARefusedMessageMakesArrives() {
		String deadTopic = TestBroker.newTopic();
		// Refuses messages without key.
		String refusing = TestBroker.newTopic(Map.of("cleanup.policy", "compact"));
		this.contextRunner.withPropertyValues("spring.amgi.on-nack=log", "refusing.topic=" + refusing)
			.withBean(SendingHandler.class)
			.withBean(DeadLetterTopicResolver.class, () -> (letter) -> deadTopic)
			.run((context) -> {
				EventJson event = EventJson.event()
					.with("bootstrapServers", TestBroker.shared())
					.record("sending", 0, 7)
					.value("1");
				assertThat(context.getBean(KafkaEventSourceMapping.class)
					.process(event.stream(), TestContext.endingIn(60_000))
					.givenUp()).hasSize(1);
			});
		assertThat(TestBroker.consume(TestBroker.shared(), deadTopic, 1)).hasSize(1);
	}

	@Test
	void deadLetterOfAnExceptionWithAHugeMessageArrives() {
		assertArrives(new NonRetryableException("x".repeat(1_100_000)), "1");
	}

	@Test
	void deadLetterOfARecordThatIsAlmostTooLargeArrivesWithoutItsTrace() {
		NonRetryableException failure = new NonRetryableException("boom");
		IntStream.range(0, 1000).forEach((i) -> failure.addSuppressed(new IllegalStateException("suppressed")));
		ConsumerRecord<byte[], byte[]> record = assertArrives(failure, "1".repeat(1_040_000));
		assertThat(header(record, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).asString().isEqualTo("boom");
		assertThat(header(record, KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).asString()
			.isEqualTo(ListenerExecutionFailedException.class.getName() + ": boom\n... left out, too large\n");
	}

	@Test
	void deadLetterThatItsTopicFindsTooLargeArrivesWithoutItsTrace() {
		String deadTopic = TestBroker.newTopic(Map.of("max.message.bytes", "4000"));
		NonRetryableException failure = new NonRetryableException("boom");
		IntStream.range(0, 1000).forEach((i) -> failure.addSuppressed(new IllegalStateException("suppressed")));
		assertThat(header(assertArrives(deadTopic, failure, "1"), KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).asString()
			.endsWith("\n... left out, too large\n");
	}

	private ConsumerRecord<byte[], byte[]> assertArrives(RuntimeException failure, String value) {
		return assertArrives(TestBroker.newTopic(), failure, value);
	}

	private ConsumerRecord<byte[], byte[]> assertArrives(String deadTopic, RuntimeException failure, String value) {
		this.contextRunner.withBean(DeadLetterTopicResolver.class, () -> (letter) -> deadTopic)
			.withBean(ThrowingHandler.class, () -> new ThrowingHandler(failure))
			.run((context) -> {
				EventJson event = EventJson.event()
					.with("bootstrapServers", TestBroker.shared())
					.record("throwing", 0, 7)
					.value(value);
				assertThat(
						context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null).batchItemFailures())
					.isEmpty();
			});
		return TestBroker.consume(TestBroker.shared(), deadTopic, 1).get(0);
	}

	@Test
	void deadLetterGoesToTheTopicWithTheSuffix() {
		TestBroker.addTopic(this.topic + ".dead");
		this.contextRunner.withPropertyValues("spring.amgi.dead-letter.topic-suffix=.dead")
			.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class))).isEmpty());
		assertThat(TestBroker.consume(TestBroker.shared(), this.topic + ".dead", 1)).hasSize(1);
	}

	@Test
	void deadLetterThatHasNowhereToGoStaysNacked() {
		this.contextRunner.withPropertyValues("spring.amgi.outbound.send-timeout=2s")
			.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class))).hasSize(1));
	}

	@Test
	void publisherIsNotThereByDefault() {
		this.contextRunner.withPropertyValues("spring.amgi.dead-letter.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(KafkaDeadLetterPublisher.class));
	}

	private List<?> handle(KafkaEventSourceMapping mapping) {
		EventJson event = EventJson.event()
			.with("bootstrapServers", TestBroker.shared())
			.record(this.topic, 0, 7)
			.key("k")
			.value("not a number")
			.header("trace", 1);
		return mapping.handle(event.stream(), null).batchItemFailures();
	}

	private static byte[] header(ConsumerRecord<byte[], byte[]> record, String name) {
		return record.headers().lastHeader(name).value();
	}

	static class SendingHandler {

		private final String topic;

		SendingHandler(@Value("${refusing.topic}") String topic) {
			this.topic = topic;
		}

		@AmgiChannel("sending")
		void handle(String order, MessageSender sender) {
			sender.send(this.topic, order);
		}

	}

	static class ThrowingHandler {

		private final RuntimeException failure;

		ThrowingHandler(RuntimeException failure) {
			this.failure = failure;
		}

		@AmgiChannel("throwing")
		void handle(String order) {
			throw this.failure;
		}

	}

	static class Handler {

		@AmgiChannel("${dead.topic}")
		void handle(Number number) {
		}

	}

}
