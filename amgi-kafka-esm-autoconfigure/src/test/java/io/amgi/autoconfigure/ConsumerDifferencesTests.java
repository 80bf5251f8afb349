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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import com.amazonaws.services.lambda.runtime.Context;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.InvocationHook;
import io.amgi.kafka.TestBroker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that was written for Lambda, on a broker.
 */
@Timeout(120)
class ConsumerDifferencesTests {

	private final String topic = TestBroker.newTopic();

	private final String group = "g-" + UUID.randomUUID();

	private final List<String> handled = new CopyOnWriteArrayList<>();

	private final AtomicInteger invocations = new AtomicInteger();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
				AmgiAutoConfiguration.class, AmgiLambdaAutoConfiguration.class, AmgiConsumerAutoConfiguration.class))
		.withBean(InvocationHook.class, () -> (event, context) -> {
			this.invocations.incrementAndGet();
			return null;
		})
		.withPropertyValues("spring.amgi.consumer.enabled=true", "spring.amgi.on-nack=log",
				"spring.kafka.bootstrap-servers=" + TestBroker.shared(), "spring.kafka.consumer.group-id=" + this.group,
				"spring.kafka.consumer.auto-offset-reset=earliest", "test.topic=" + this.topic);

	@Test
	void invocationHooksAreNotCalled() {
		send();
		this.contextRunner.withBean(WithoutContext.class, () -> new WithoutContext(this.handled)).run((context) -> {
			awaitCommit();
			assertThat(this.handled).containsExactly("a");
			assertThat(this.invocations).hasValue(0);
		});
	}

	@Test
	void contextIsAbsent() {
		send();
		this.contextRunner.withBean(WithContext.class, () -> new WithContext(this.handled)).run((context) -> {
			awaitCommit();
			assertThat(this.handled).containsExactly("null");
		});
	}

	@Test
	void requiredContextFailsTheRecord() {
		send();
		this.contextRunner.withBean(RequiringContext.class, () -> new RequiringContext(this.handled)).run((context) -> {
			awaitCommit();
			assertThat(this.handled).isEmpty();
		});
	}

	private void send() {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", TestBroker.shared()), new StringSerializer(), new StringSerializer())) {
			producer.send(new ProducerRecord<>(this.topic, 0, null, "a"));
		}
	}

	private void awaitCommit() {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.shared()))) {
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> committed(admin) == 1);
		}
	}

	private long committed(Admin admin) throws InterruptedException, ExecutionException {
		OffsetAndMetadata offset = admin.listConsumerGroupOffsets(this.group)
			.partitionsToOffsetAndMetadata()
			.get()
			.get(new TopicPartition(this.topic, 0));
		return (offset != null) ? offset.offset() : 0;
	}

	static class WithoutContext {

		private final List<String> handled;

		WithoutContext(List<String> handled) {
			this.handled = handled;
		}

		@AmgiChannel("${test.topic}")
		void handle(byte[] payload) {
			this.handled.add(new String(payload));
		}

	}

	static class WithContext {

		private final List<String> handled;

		WithContext(List<String> handled) {
			this.handled = handled;
		}

		@AmgiChannel("${test.topic}")
		void handle(@Nullable Context context) {
			this.handled.add(String.valueOf(context));
		}

	}

	static class RequiringContext {

		private final List<String> handled;

		RequiringContext(List<String> handled) {
			this.handled = handled;
		}

		@AmgiChannel("${test.topic}")
		void handle(Context context) {
			this.handled.add(String.valueOf(context));
		}

	}

}
