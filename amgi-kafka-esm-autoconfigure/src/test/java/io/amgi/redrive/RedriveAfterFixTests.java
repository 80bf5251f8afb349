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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.BackOff;
import org.springframework.kafka.annotation.EnableKafkaRetryTopic;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiIdempotencyAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.autoconfigure.AmgiRedriveAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;
import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.Idempotent;
import io.amgi.idempotency.InMemoryIdempotencyStore;
import io.amgi.kafka.TestBroker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Letters as applications publish them, handled after the application is corrected.
 */
@Timeout(300)
class RedriveAfterFixTests {

	private final TestLetters letters = new TestLetters();

	private final Handler handler = new Handler();

	private final IdempotencyStore store = new InMemoryIdempotencyStore(Duration.ofDays(1));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
				AmgiAutoConfiguration.class, AmgiIdempotencyAutoConfiguration.class,
				AmgiRedriveAutoConfiguration.class))
		.withPropertyValues("spring.kafka.bootstrap-servers=" + TestBroker.shared(),
				"spring.kafka.consumer.group-id=" + this.letters.topic, "topic=" + this.letters.topic,
				"spring.amgi.idempotency.cluster=orders")
		.withBean(IdempotencyStore.class, () -> this.store)
		.withBean(Handler.class, () -> this.handler);

	@Test
	void letterOfAFunctionIsHandledOnceAfterTheFix() {
		this.handler.fails = true;
		deliver();
		assertThat(this.handler.handled).isEmpty();
		this.handler.fails = false;
		assertThat(redrive()).isEqualTo(new RedriveSummary(10, 0, 0, 0));
		assertThat(redrive()).isEqualTo(RedriveSummary.NONE);
		assertThat(this.handler.handled).containsExactlyElementsOf(offsets());
	}

	@Test
	void recordThatWasHandledAfterItBecameALetterIsNotHandledAgain() {
		this.handler.fails = true;
		deliver();
		this.handler.fails = false;
		deliver();
		assertThat(redrive()).isEqualTo(new RedriveSummary(10, 0, 0, 0));
		assertThat(this.handler.handled).containsExactlyElementsOf(offsets());
	}

	private static List<Long> offsets() {
		return IntStream.range(0, 10).mapToObj((offset) -> (long) offset).toList();
	}

	// An event of Lambda, ten records of one partition.
	private void deliver() {
		EventJson event = EventJson.event().with("bootstrapServers", TestBroker.shared());
		for (int offset = 0; offset < 10; offset++) {
			event.record(this.letters.topic, 3, offset).value("v").recordWith("timestamp", 1_700_000_000_000L);
		}
		this.runner
			.withPropertyValues("spring.amgi.dead-letter.enabled=true", "spring.amgi.on-nack=report",
					"spring.amgi.retry.max-retries=0")
			.run((context) -> assertThat(context.getBean(KafkaEventSourceMapping.class)
				.handle(event.stream(), TestContext.endingIn(60_000))
				.batchItemFailures()).isEmpty());
	}

	private RedriveSummary redrive() {
		List<RedriveSummary> summaries = new CopyOnWriteArrayList<>();
		this.runner.withPropertyValues("spring.amgi.redrive.topics=" + this.letters.deadLetters)
			.run((context) -> summaries.add(context.getBean(DeadLetterRedrive.class).run()));
		return summaries.get(0);
	}

	@Test
	void letterOfARetryableTopicIsHandledAsItsRecordWas() {
		TestBroker.addTopic(this.letters.topic);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withPropertyValues("spring.kafka.bootstrap-servers=" + TestBroker.shared(),
					"spring.kafka.consumer.group-id=retryable-" + this.letters.topic,
					"spring.kafka.consumer.auto-offset-reset=earliest", "topic=" + this.letters.topic)
			.withUserConfiguration(RetryingListener.class)
			.run((context) -> {
				this.letters.send(new ProducerRecord<>(this.letters.topic, 1, 1_700_000_000_000L, "k".getBytes(),
						"v".getBytes()));
				TestBroker.consume(TestBroker.shared(), this.letters.deadLetters, 1);
			});
		assertThat(redrive()).isEqualTo(new RedriveSummary(1, 0, 0, 0));
		ConsumerRecord<String, String> record = this.handler.records.get(0);
		assertThat(record.topic()).isEqualTo(this.letters.topic);
		assertThat(record.partition()).isOne();
		assertThat(record.offset()).isZero();
		assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
		assertThat(record.key()).isEqualTo("k");
		assertThat(record.value()).isEqualTo("v");
		assertThat(record.headers()).isEmpty();
	}

	static class Handler {

		final List<ConsumerRecord<String, String>> records = new CopyOnWriteArrayList<>();

		final List<Long> handled = new CopyOnWriteArrayList<>();

		volatile boolean fails;

		@AmgiChannel("${topic}")
		@Idempotent
		void handle(ConsumerRecord<String, String> record) {
			if (this.fails) {
				throw new IllegalStateException("not corrected yet");
			}
			this.records.add(record);
			this.handled.add(record.offset());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableKafkaRetryTopic
	static class RetryingListener {

		@Bean
		static TaskScheduler retries() {
			return new ThreadPoolTaskScheduler();
		}

		@RetryableTopic(attempts = "2", backOff = @BackOff(10), numPartitions = "2")
		@KafkaListener(topics = "${topic}")
		void listen(String value) {
			throw new IllegalStateException("not corrected yet");
		}

	}

}
