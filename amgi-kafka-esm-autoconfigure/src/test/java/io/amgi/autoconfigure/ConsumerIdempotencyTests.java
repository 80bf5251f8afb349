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

package io.amgi.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.idempotency.DuplicateListener;
import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.Idempotent;
import io.amgi.idempotency.InMemoryIdempotencyStore;
import io.amgi.kafka.TestBroker;
import io.amgi.kafka.TestProducer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a function and a consumer group with the same store.
 */
@Timeout(120)
class ConsumerIdempotencyTests {

	// The broker deletes old records.
	private final long timestamp = System.currentTimeMillis();

	private final String topic = TestBroker.newTopic();

	private final List<String> handled = new CopyOnWriteArrayList<>();

	private final List<String> duplicates = new CopyOnWriteArrayList<>();

	private final IdempotencyStore store = new InMemoryIdempotencyStore(Duration.ofDays(7));

	private final ApplicationContextRunner function = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
				AmgiAutoConfiguration.class, AmgiIdempotencyAutoConfiguration.class,
				AmgiConsumerAutoConfiguration.class))
		.withBean(IdempotencyStore.class, () -> this.store)
		.withBean(DuplicateListener.class, () -> (message) -> this.duplicates.add(message.getEvent().id()))
		.withBean(Orders.class, () -> new Orders(this.handled))
		.withPropertyValues("spring.amgi.on-nack=report", "spring.amgi.idempotency.cluster=production",
				"test.topic=" + this.topic);

	private final ApplicationContextRunner consumer = this.function.withPropertyValues(
			"spring.amgi.consumer.enabled=true", "spring.kafka.bootstrap-servers=" + TestBroker.shared(),
			"spring.kafka.consumer.group-id=g-" + UUID.randomUUID(),
			"spring.kafka.consumer.auto-offset-reset=earliest");

	@Test
	void recordThatTheFunctionHandledIsADuplicateInTheConsumerGroup() {
		send("a", "b");
		this.function.run((context) -> context.getBean(KafkaEventSourceMapping.class)
			.handle(EventJson.event()
				.record(this.topic, 0, 0)
				.value("a")
				.recordWith("timestamp", this.timestamp)
				.stream(), null));
		assertThat(this.handled).containsExactly("a");
		this.consumer.run((context) -> {
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.handled.contains("b"));
			assertThat(this.handled).containsExactly("a", "b");
			assertThat(this.duplicates).containsExactly(this.topic + ":0:0");
		});
	}

	private void send(String... values) {
		TestProducer.send(TestBroker.shared(), new StringSerializer(),
				Stream.of(values).map((value) -> new ProducerRecord<>(this.topic, 0, this.timestamp, null, value)));
	}

	static class Orders {

		private final List<String> handled;

		Orders(List<String> handled) {
			this.handled = handled;
		}

		@Idempotent
		@AmgiChannel("${test.topic}")
		void handle(byte[] payload) {
			this.handled.add(new String(payload));
		}

	}

}
