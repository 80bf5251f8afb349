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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OwnThread;
import io.amgi.protocol.NonRetryableException;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The contract of sending, on any broker that does not create topics automatically.
 */
abstract class SendingContract {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, KafkaAutoConfiguration.class,
				AmgiKafkaAutoConfiguration.class, AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.on-nack=error", "spring.amgi.outbound.send-timeout=10s");

	private final String topic = newTopic();

	abstract String bootstrapServers();

	abstract String newTopic();

	@Test
	void messageArrivesAsItWasSent() {
		byte[] header = { -1, 0, 127, -128 };
		handle((order,
				sender) -> sender.send(OutboundMessage.to(this.topic)
					.key(new byte[] { -1 })
					.payload(new Invoice("ö-1"))
					.header("trace", "ë")
					.header("raw", header)
					.header("trace", "2")
					.partition(1)
					.timestamp(java.time.Instant.ofEpochMilli(1_700_000_000_123L))),
				records(1));
		ConsumerRecord<byte[], byte[]> record = consume(1).get(0);
		assertThat(record.key()).containsExactly(-1);
		assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"id\":\"ö-1\"}");
		assertThat(record.headers().toArray()).extracting(Header::key).containsExactly("trace", "raw", "trace");
		assertThat(record.headers().toArray()[0].value()).isEqualTo("ë".getBytes(StandardCharsets.UTF_8));
		assertThat(record.headers().toArray()[1].value()).isEqualTo(header);
		assertThat(record.partition()).isEqualTo(1);
		assertThat(record.timestamp()).isEqualTo(1_700_000_000_123L);
	}

	@Test
	void noPayloadArrivesAsATombstone() {
		handle((order, sender) -> sender.send(OutboundMessage.to(this.topic).key("A-1")), records(1));
		assertThat(consume(1).get(0).value()).isNull();
		assertThat(consume(1).get(0).key()).asString().isEqualTo("A-1");
	}

	@Test
	void thousandRecordsSendThreeMessagesEach() {
		handle((order, sender) -> IntStream.range(0, 3)
			.forEach((i) -> sender.send(OutboundMessage.to(this.topic).key(order).payload(order + "/" + i))),
				records(1000));
		assertThat(consume(3000)).extracting((record) -> new String(record.value()))
			.doesNotHaveDuplicates()
			.hasSize(3000);
	}

	@Test
	void messagesOfAKeyKeepTheirOrder() {
		handle((order, sender) -> sender.send(OutboundMessage.to(this.topic).key("k").payload(order)), records(200));
		assertThat(consume(200)).extracting((record) -> new String(record.value()))
			.containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(String::valueOf).toList());
	}

	@Test
	void topicThatDoesNotExistFailsItsRecordsAloneAndBlocksOnce() {
		AtomicInteger unknown = new AtomicInteger();
		this.contextRunner.withPropertyValues("spring.amgi.outbound.send-timeout=1500ms")
			.withBean(Handler.class, () -> new Handler((order, sender) -> {
				boolean missing = Integer.parseInt(order) % 2 == 1;
				long start = System.nanoTime();
				sender.send(missing ? "missing" : this.topic, order);
				if (missing && System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(1000)) {
					unknown.incrementAndGet();
				}
			}))
			.run((context) -> assertThatExceptionOfType(NackException.class)
				.isThrownBy(() -> handle(context, records(10)))
				.satisfies((ex) -> assertThat(ex.getNacks()).extracting("offset").containsExactly(1L, 3L, 5L, 7L, 9L))
				.satisfies((ex) -> assertThat(ex.getNacks())
					.allSatisfy((nack) -> assertThat(nack.cause()).isInstanceOf(NotCompletedException.class)))
				.withMessageContaining("message=Message to 'missing' not sent: Topic missing not present in metadata"));
		assertThat(consume(5)).hasSize(5);
		assertThat(unknown).hasValue(1);
	}

	@Test
	void partitionThatDoesNotExistFailsItsRecordsAlone() {
		this.contextRunner.withPropertyValues("spring.amgi.outbound.send-timeout=60s")
			.withBean(Handler.class, () -> new Handler((order, sender) -> {
				OutboundMessage message = OutboundMessage.to(this.topic).payload(order);
				sender.send((Integer.parseInt(order) % 2 == 1) ? message.partition(99) : message);
			}))
			.run((context) -> assertThatExceptionOfType(NackException.class)
				.isThrownBy(() -> handle(context, records(6)))
				.satisfies((ex) -> assertThat(ex.getNacks()).extracting("offset").containsExactly(1L, 3L, 5L))
				.satisfies((ex) -> assertThat(ex.getNacks())
					.allSatisfy((nack) -> assertThat(nack.cause()).isInstanceOf(NonRetryableException.class)))
				.withMessageContaining(
						"message=Partition 99 of '%s' does not exist, it has 2 partitions".formatted(this.topic)));
		assertThat(consume(3)).hasSize(3);
	}

	@Test
	void continuationMaySendToATopicThatTheProducerDoesNotKnow() {
		String unknown = newTopic();
		handle((order, sender) -> {
			CompletableFuture<Void> sent = sender.send(this.topic, order);
			if (order.equals("0")) {
				sent.thenCompose((confirmed) -> sender.send(unknown, order));
			}
		}, records(1).record("orders", 1, 1).value("1"));
		assertThat(consume(2)).hasSize(2);
		assertThat(TestBroker.consume(bootstrapServers(), unknown, 1)).hasSize(1);
	}

	@Test
	void continuationsOfManyMessagesRunApartFromTheProducer() {
		Set<String> threads = ConcurrentHashMap.newKeySet();
		handle((order, sender) -> {
			for (int i = 0; i < 2_000; i++) {
				sender.send(this.topic, order).thenCompose((confirmed) -> {
					threads.add(Thread.currentThread().getName());
					return sender.send(this.topic, order);
				});
			}
		}, records(1));
		assertThat(consume(4_000)).hasSize(4_000);
		assertThat(threads).isNotEmpty().noneMatch((name) -> name.startsWith("kafka-producer"));
	}

	@Test
	void messageThatKafkaRefusesNacksWithItsReason() {
		this.contextRunner
			.withBean(Handler.class, () -> new Handler((order, sender) -> sender.send(this.topic, new byte[2_000_000])))
			.run((context) -> assertThatExceptionOfType(NackException.class)
				.isThrownBy(() -> handle(context, records(1)))
				.withMessageContaining("larger than")
				.satisfies(
						(ex) -> assertThat(ex.getNacks().get(0).cause()).isNotInstanceOf(NotCompletedException.class)));
	}

	@Test
	void firstInvocationsAtTheSameTimeMakeOneProducer() {
		AtomicInteger producers = new AtomicInteger();
		this.contextRunner
			.withBean(DefaultKafkaProducerFactoryCustomizer.class, () -> (factory) -> count(factory, producers))
			.withBean(Handler.class, () -> new Handler((order, sender) -> sender.send(this.topic, order)))
			.run((context) -> {
				List<CompletableFuture<Void>> invocations = IntStream.range(0, 8)
					.mapToObj((i) -> OwnThread.runAsync(() -> handle(context, records(5))))
					.toList();
				invocations.forEach((invocation) -> invocation.orTimeout(30, TimeUnit.SECONDS).join());
				assertThat(producers).hasValue(1);
			});
		assertThat(consume(40)).hasSize(40);
	}

	private static <K, V> void count(DefaultKafkaProducerFactory<K, V> factory, AtomicInteger producers) {
		factory.addListener(new ProducerFactory.Listener<K, V>() {

			@Override
			public void producerAdded(String id, Producer<K, V> producer) {
				producers.incrementAndGet();
			}

		});
	}

	@Test
	void retryAfterAFailureThatTheHandlerSawAcksTheRecord() {
		this.contextRunner.withPropertyValues("spring.amgi.outbound.send-timeout=1s")
			.withBean(Handler.class, () -> new Handler((order, sender) -> {
				try {
					sender.send("missing", order).join();
				}
				catch (CompletionException ex) {
					sender.send(this.topic, order);
				}
			}))
			.run((context) -> handle(context, records(2)));
		assertThat(consume(2)).hasSize(2);
	}

	private void handle(Sending sending, EventJson event) {
		this.contextRunner.withBean(Handler.class, () -> new Handler(sending)).run((context) -> handle(context, event));
	}

	private static void handle(ApplicationContext context, EventJson event) {
		context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null);
	}

	private EventJson records(int count) {
		EventJson event = EventJson.event().with("bootstrapServers", bootstrapServers());
		IntStream.range(0, count).forEach((i) -> event.record("orders", 0, i).value(String.valueOf(i)));
		return event;
	}

	private List<ConsumerRecord<byte[], byte[]>> consume(int count) {
		return TestBroker.consume(bootstrapServers(), this.topic, count);
	}

	/**
	 * Work of a handler.
	 */
	@FunctionalInterface
	interface Sending {

		void handle(String order, MessageSender sender);

	}

	static class Handler {

		private final Sending sending;

		Handler(Sending sending) {
			this.sending = sending;
		}

		@AmgiChannel("orders")
		void placed(String order, MessageSender sender) {
			this.sending.handle(order, sender);
		}

	}

	record Invoice(String id) {

	}

}
