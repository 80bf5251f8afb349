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

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.TestBroker;
import io.amgi.kafka.TestProducer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the destination of messages in a consumer group, and that their records are
 * committed after them.
 */
@Timeout(120)
class ConsumerSendsTests {

	private static final String MAX_MESSAGE_BYTES = "max.message.bytes";

	private final String topic = TestBroker.newTopic();

	private final String group = "g-" + UUID.randomUUID();

	private final List<String> handled = new CopyOnWriteArrayList<>();

	private final Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.shared()));

	// Only the consumer's brokers are configured. Boot's default would be localhost:9092.
	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
				AmgiAutoConfiguration.class, AmgiLambdaAutoConfiguration.class, AmgiConsumerAutoConfiguration.class))
		.withPropertyValues("spring.amgi.consumer.enabled=true", "spring.amgi.on-nack=report",
				"spring.amgi.consumer.backoff.delay=20ms", "spring.amgi.outbound.send-timeout=20s",
				"spring.kafka.consumer.bootstrap-servers=" + TestBroker.shared(),
				"spring.kafka.consumer.group-id=" + this.group, "spring.kafka.consumer.auto-offset-reset=earliest",
				"test.topic=" + this.topic);

	private void send(String... values) {
		TestProducer.send(TestBroker.shared(), this.topic, values);
	}

	@AfterEach
	void close() {
		this.admin.close();
	}

	// The consumer's brokers have neither of the topics.
	@Test
	void messagesGoToTheOutboundServersIfTheyAreSet() {
		send("a", "b");
		EmbeddedKafkaKraftBroker other = TestBroker.start("returned", "templates");
		try {
			this.contextRunner
				.withPropertyValues("spring.amgi.outbound.bootstrap-servers=" + other.getBrokersAsString(),
						"test.returned=returned", "test.templates=templates")
				.withBean(Forwarding.class)
				.run((context) -> awaitCommit(2));
			assertThat(values(other.getBrokersAsString(), "returned", 2)).containsExactly("a", "b");
			assertThat(values(other.getBrokersAsString(), "templates", 2)).containsExactly("a", "b");
		}
		finally {
			other.destroy();
		}
	}

	@Test
	void messagesGoToTheConsumersBrokersOtherwise() {
		send("a", "b");
		String returned = TestBroker.newTopic(Map.of());
		String templates = TestBroker.newTopic(Map.of());
		this.contextRunner.withPropertyValues("test.returned=" + returned, "test.templates=" + templates)
			.withBean(Forwarding.class)
			.run((context) -> awaitCommit(2));
		assertThat(values(TestBroker.shared(), returned, 2)).containsExactly("a", "b");
		assertThat(values(TestBroker.shared(), templates, 2)).containsExactly("a", "b");
	}

	// The topic refuses the message, and the method does not wait for it. A producer
	// splits a batch of several messages and sends it again until the time-out.
	@Test
	void recordIsCommittedAfterTheTemplatesMessageIsConfirmed() {
		send("a");
		String small = TestBroker.newTopic(Map.of(MAX_MESSAGE_BYTES, "10"));
		this.contextRunner.withPropertyValues("test.templates=" + small)
			.withBean(Sending.class, this.handled)
			.run((context) -> {
				Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.handled.size() >= 3);
				assertThat(committed()).isZero();
				allow(small, "1000000");
				awaitCommit(1);
			});
		assertThat(values(TestBroker.shared(), small, 1)).containsExactly("a");
	}

	@Test
	void messagesOfAFailedTransactionAreNotSent() {
		send("a", "b");
		String destination = TestBroker.newTopic(Map.of());
		this.contextRunner
			.withPropertyValues("spring.kafka.producer.transaction-id-prefix=" + this.group,
					"test.templates=" + destination)
			.withUserConfiguration(TransactionConfiguration.class)
			.withBean(Transacting.class, this.handled)
			.run((context) -> awaitCommit(2));
		assertThat(this.handled).containsExactly("a", "a", "b");
		assertThat(values(TestBroker.shared(), destination, 2)).containsExactly("a", "b");
	}

	private static List<String> values(String servers, String topic, int count) {
		return TestBroker.consume(servers, topic, count).stream().map((record) -> new String(record.value())).toList();
	}

	private void allow(String topic, String bytes) throws InterruptedException, ExecutionException {
		AlterConfigOp change = new AlterConfigOp(new ConfigEntry(MAX_MESSAGE_BYTES, bytes), AlterConfigOp.OpType.SET);
		this.admin
			.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(change)))
			.all()
			.get();
	}

	private void awaitCommit(long offset) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> committed() == offset);
	}

	private long committed() throws InterruptedException, ExecutionException {
		OffsetAndMetadata offset = this.admin.listConsumerGroupOffsets(this.group)
			.partitionsToOffsetAndMetadata()
			.get()
			.get(new TopicPartition(this.topic, 0));
		return (offset != null) ? offset.offset() : 0;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class TransactionConfiguration {

	}

	static class Forwarding {

		private final KafkaTemplate<String, String> template;

		private final String destination;

		Forwarding(KafkaTemplate<String, String> template, @Value("${test.templates}") String destination) {
			this.template = template;
			this.destination = destination;
		}

		@AmgiChannel("${test.topic}")
		@SendTo("${test.returned}")
		byte[] handle(byte[] payload) {
			this.template.send(this.destination, new String(payload));
			return payload;
		}

	}

	static class Sending {

		private final List<String> handled;

		private final KafkaTemplate<String, String> template;

		private final String destination;

		Sending(List<String> handled, KafkaTemplate<String, String> template,
				@Value("${test.templates}") String destination) {
			this.handled = handled;
			this.template = template;
			this.destination = destination;
		}

		@AmgiChannel("${test.topic}")
		void handle(byte[] payload) {
			String value = new String(payload);
			this.handled.add(value);
			this.template.send(this.destination, value);
		}

	}

	static class Transacting {

		private final List<String> handled;

		private final KafkaTemplate<String, String> template;

		private final String destination;

		Transacting(List<String> handled, KafkaTemplate<String, String> template,
				@Value("${test.templates}") String destination) {
			this.handled = handled;
			this.template = template;
			this.destination = destination;
		}

		@Transactional
		@AmgiChannel("${test.topic}")
		void handle(byte[] payload) {
			String value = new String(payload);
			this.handled.add(value);
			this.template.send(this.destination, value);
			if (this.handled.size() == 1) {
				throw new IllegalStateException("failed on purpose");
			}
		}

	}

}
