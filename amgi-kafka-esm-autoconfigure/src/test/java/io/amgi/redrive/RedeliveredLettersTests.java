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

package io.amgi.redrive;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.support.KafkaHeaders;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dead letters that an event source mapping delivers.
 */
class RedeliveredLettersTests {

	private final Handler handler = new Handler();

	private final List<MessageSendEvent> sent = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
				AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.dead-letter.redeliver=true", "spring.amgi.on-nack=report",
				"spring.amgi.retry.max-retries=0")
		.withBean(MessageSend.class, () -> (event) -> {
			this.sent.add(event);
			return CompletableFuture.completedFuture(null);
		})
		.withBean(Handler.class, () -> this.handler);

	@Test
	void letterIsHandledByTheChannelOfItsOriginalTopic() {
		this.runner
			.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class), "orders")).isEmpty());
		ConsumerRecord<String, String> record = this.handler.records.get(0);
		assertThat(record.topic()).isEqualTo("orders");
		assertThat(record.partition()).isEqualTo(3);
		assertThat(record.offset()).isEqualTo(42);
		assertThat(record.headers()).isEmpty();
	}

	@Test
	void failedLetterIsReportedByItsOwnPlace() {
		this.handler.fails = true;
		this.runner.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class), "orders"))
			.hasToString("[BatchItemFailure[recordsKey=orders-dlt-0, offset=7]]"));
	}

	@Test
	void letterOfAnotherTopicIsRefused() {
		this.runner.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class), "other"))
			.hasToString("[BatchItemFailure[recordsKey=orders-dlt-0, offset=7]]"));
		assertThat(this.handler.records).isEmpty();
	}

	@Test
	void failedLetterGoesToItsTopicAgainWithOneMoreAttempt() {
		this.handler.fails = true;
		this.runner.withPropertyValues("spring.amgi.dead-letter.enabled=true")
			.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class), "orders")).isEmpty());
		assertThat(this.sent).singleElement().satisfies((event) -> {
			assertThat(event.address()).isEqualTo("orders-dlt");
			assertThat(event.headers())
				.anyMatch((header) -> header.name().equals(LetterHeaders.ATTEMPTS) && "1".equals(text(header.value())));
		});
	}

	@Test
	void refusedLetterIsParked() {
		this.runner.withPropertyValues("spring.amgi.dead-letter.enabled=true")
			.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class), "other")).isEmpty());
		assertThat(this.sent).extracting(MessageSendEvent::address).containsExactly("orders-dlt-parked");
	}

	@Test
	void letterThatFailsForTheLastTimeIsParked() {
		this.handler.fails = true;
		this.runner.withPropertyValues("spring.amgi.dead-letter.enabled=true", "spring.amgi.redrive.max-attempts=1")
			.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class), "orders")).isEmpty());
		assertThat(this.sent).extracting(MessageSendEvent::address).containsExactly("orders-dlt-parked");
	}

	@Test
	void failedRecordBesideLettersBecomesADeadLetterAsEver() {
		this.handler.fails = true;
		this.runner.withPropertyValues("spring.amgi.dead-letter.enabled=true").run((context) -> {
			EventJson event = EventJson.event().record("orders", 0, 8).value("v");
			assertThat(context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null).batchItemFailures())
				.isEmpty();
		});
		assertThat(this.sent).extracting(MessageSendEvent::address).containsExactly("orders-dlt");
	}

	@Test
	void letterHasNoChannelWithoutTheProperty() {
		this.runner.withPropertyValues("spring.amgi.dead-letter.redeliver=false")
			.run((context) -> assertThat(handle(context.getBean(KafkaEventSourceMapping.class), "orders")).hasSize(1));
		assertThat(this.handler.records).isEmpty();
	}

	private static String text(byte[] value) {
		return (value != null) ? new String(value) : null;
	}

	private static List<?> handle(KafkaEventSourceMapping mapping, String originalTopic) {
		EventJson event = EventJson.event()
			.record("orders-dlt", 0, 7)
			.value("v")
			.recordWith("headers", List.of(Map.of(KafkaHeaders.DLT_ORIGINAL_TOPIC, ints(originalTopic.getBytes())),
					Map.of(KafkaHeaders.DLT_ORIGINAL_PARTITION, ints(ByteBuffer.allocate(4).putInt(3).array())),
					Map.of(KafkaHeaders.DLT_ORIGINAL_OFFSET, ints(ByteBuffer.allocate(8).putLong(42).array()))));
		return mapping.handle(event.stream(), null).batchItemFailures();
	}

	private static int[] ints(byte[] bytes) {
		int[] ints = new int[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			ints[i] = bytes[i];
		}
		return ints;
	}

	static class Handler {

		final List<ConsumerRecord<String, String>> records = new CopyOnWriteArrayList<>();

		volatile boolean fails;

		@AmgiChannel("orders")
		void handle(ConsumerRecord<String, String> record) {
			if (this.fails) {
				throw new IllegalStateException("failed");
			}
			this.records.add(record);
		}

	}

}
