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

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.util.ClassUtils;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.InvocationHook;
import io.amgi.kafka.TestBroker;
import io.amgi.kafka.TestProducer;
import io.amgi.payload.PayloadSamples;
import io.amgi.payload.SchemaSource;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.ReceiveEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that was written for Lambda, on a broker.
 */
@Timeout(120)
class ConsumerDifferencesTests {

	// The tests of each row of the page.
	private static final Map<String, String> TESTS = Map.ofEntries(
			Map.entry("acknowledged records behind a failed one",
					"consumer.KafkaConsumerGroupTests#acknowledgedRecordsBehindAReportedOneAreNotHandledAgain"),
			Map.entry("handlers that outlive their batch", "consumer.KafkaConsumerGroupTests#stuckHandlersEndLiveness"),
			Map.entry("deadline", "autoconfigure.ConsumerDifferencesTests#deadlineIsTheNextPolls"),
			Map.entry("under `log`, a record that was not completed",
					"consumer.KafkaConsumerGroupTests#recordsThatWereNotCompletedComeAgainUnderLog"),
			Map.entry("`InvocationHook` beans", "autoconfigure.ConsumerDifferencesTests#invocationHooksAreNotCalled"),
			Map.entry("a `Context` parameter", "autoconfigure.ConsumerDifferencesTests#requiredContextFailsTheRecord"),
			Map.entry("destination of messages, without `outbound.bootstrap-servers`",
					"autoconfigure.ConsumerDifferencesTests#messagesGoToTheConsumersBrokers"),
			Map.entry("time for shutdown",
					"autoconfigure.AmgiConsumerAutoConfigurationTests#containerIsSpringBootsMadeSafe"),
			Map.entry("schema ids, if the mapping has a registry",
					"autoconfigure.ConsumerDifferencesTests#schemaIdsComeInThePayload"));

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

	@Test
	void deadlineIsTheNextPolls() {
		List<Instant> deadlines = new CopyOnWriteArrayList<>();
		send();
		Instant start = Instant.now();
		this.contextRunner.withPropertyValues("spring.kafka.consumer.properties.max.poll.interval.ms=77000")
			.withBean(WithoutContext.class, () -> new WithoutContext(this.handled))
			.withBean(AmgiMiddleware.class, () -> recording(deadlines))
			.run((context) -> awaitCommit());
		assertThat(deadlines).singleElement(InstanceOfAssertFactories.INSTANT)
			.isBetween(start.plusSeconds(77), Instant.now().plusSeconds(77));
	}

	private static AmgiMiddleware recording(List<Instant> deadlines) {
		return (application) -> (scope, receive, send) -> {
			if (scope instanceof MessageScope message) {
				deadlines.add((Instant) message.extensions().get("amgi.deadline").get("at"));
			}
			application.call(scope, receive, send);
		};
	}

	@Test
	void messagesGoToTheConsumersBrokers() {
		String destination = TestBroker.newTopic();
		send();
		this.contextRunner
			.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:1",
					"spring.kafka.consumer.bootstrap-servers=" + TestBroker.shared(), "test.destination=" + destination)
			.withBean(Forwarding.class)
			.run((context) -> awaitCommit());
		assertThat(TestBroker.consume(TestBroker.shared(), destination, 1)).hasSize(1);
	}

	@Test
	void schemaIdsComeInThePayload() {
		byte[] framed = Base64.getDecoder().decode(PayloadSamples.framed(7, "a", 3));
		List<Object> bindings = new CopyOnWriteArrayList<>();
		send(framed);
		this.contextRunner.withBean(SchemaSource.class, PayloadSamples::schemas)
			.withBean(WithSchema.class, () -> new WithSchema(this.handled))
			.withBean(AmgiMiddleware.class, () -> receiving((event) -> {
				assertThat(event.payload()).isEqualTo(framed);
				bindings.add(Set.copyOf(event.bindings().get("kafka").keySet()));
			}))
			.run((context) -> awaitCommit());
		assertThat(bindings).containsExactly(Set.of("key", "partition", "offset", "timestamp", "timestampType"));
		assertThat(this.handled).containsExactly("a");
	}

	private static AmgiMiddleware receiving(Consumer<MessageReceiveEvent> consumer) {
		return (application) -> (scope, receive, send) -> application.call(scope, () -> {
			ReceiveEvent event = receive.receive();
			if (event instanceof MessageReceiveEvent message) {
				consumer.accept(message);
			}
			return event;
		}, send);
	}

	@Test
	void rowHasATest() throws IOException {
		assertThat(rows()).containsExactlyInAnyOrderElementsOf(TESTS.keySet());
		assertThat(TESTS.values()).allSatisfy((test) -> {
			String[] name = test.split("#");
			assertThat(Stream.of(ClassUtils.forName("io.amgi." + name[0], null).getDeclaredMethods())
				.filter((method) -> AnnotatedElementUtils.hasAnnotation(method, Test.class)))
				.extracting(Method::getName)
				.contains(name[1]);
		});
	}

	private static List<String> rows() throws IOException {
		return Files.readAllLines(Path.of("..", "docs", "consumer.md"))
			.stream()
			.dropWhile((line) -> !line.equals("## Differences from Lambda"))
			.dropWhile((line) -> !line.startsWith("|---"))
			.skip(1)
			.takeWhile((line) -> line.startsWith("|"))
			.map((line) -> line.split("\\|")[1].strip())
			.toList();
	}

	private void send() {
		send("a".getBytes());
	}

	private void send(byte[] value) {
		TestProducer.send(TestBroker.shared(), new ByteArraySerializer(),
				Stream.of(new ProducerRecord<>(this.topic, 0, null, value)));
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

	static class Forwarding {

		@AmgiChannel("${test.topic}")
		@SendTo("${test.destination}")
		byte[] handle(byte[] payload) {
			return payload;
		}

	}

	static class WithSchema {

		private final List<String> handled;

		WithSchema(List<String> handled) {
			this.handled = handled;
		}

		@AmgiChannel("${test.topic}")
		void handle(GenericRecord order) {
			this.handled.add(order.get("id").toString());
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
