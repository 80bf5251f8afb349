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

package io.amgi.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import io.amgi.kafka.InjectedSends;
import io.amgi.kafka.RefusedSends;
import io.amgi.kafka.TestBroker;
import io.amgi.kafka.TestProducer;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.server.AfterFailure;
import io.amgi.server.BatchObserver;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.server.MessageServer;
import io.amgi.server.Ordering;
import io.amgi.server.ProcessingOptions;

/**
 * A consumer group on a real broker, with one topic of its own.
 */
final class TestGroup implements AutoCloseable {

	// By brokers. An admin client of its own for each question would keep a core busy.
	private static final Map<String, Admin> ADMINS = new ConcurrentHashMap<>();

	private final String servers;

	final String topic;

	final String groupId;

	private final Map<String, Object> config = new HashMap<>();

	private ProcessingOptions processing = new ProcessingOptions(Ordering.PARTITION, 16, null, Duration.ofSeconds(2),
			false);

	private NackPolicy onNack = NackPolicy.REPORT;

	private Duration backOff = Duration.ofMillis(20);

	private int maxUncommitted = 10_000;

	private int maxPartitions = 10_000;

	private @Nullable Pattern pattern;

	private PartitionLagListener lag = PartitionLagListener.NONE;

	private Consumer<MessageServer.Builder> customizer = (builder) -> {
	};

	private ObservedConsumer.Observer observer = ObservedConsumer.Observer.NONE;

	private @Nullable Duration authorizationRetry;

	private KafkaConsumerGroup group;

	private MessageServer server;

	TestGroup() {
		this(TestBroker.shared(), TestBroker.newTopic(), "g-" + UUID.randomUUID());
	}

	TestGroup(String servers, String topic, String groupId) {
		this.servers = servers;
		this.topic = topic;
		this.groupId = groupId;
		this.config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
		this.config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
		this.config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		this.config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		this.config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		// A member that leaves is not waited for.
		this.config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
		this.config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 200);
		// Closing waits for the fetch that is under way.
		this.config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
	}

	/**
	 * Returns another member of this group, not started.
	 */
	TestGroup another() {
		TestGroup other = new TestGroup(this.servers, this.topic, this.groupId);
		other.config.clear();
		other.config.putAll(this.config);
		other.processing = this.processing;
		other.onNack = this.onNack;
		other.backOff = this.backOff;
		return other;
	}

	TestGroup config(String name, Object value) {
		this.config.put(name, value);
		return this;
	}

	TestGroup without(String name) {
		this.config.remove(name);
		return this;
	}

	TestGroup newProtocol() {
		return config(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer")
			.without(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)
			.without(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
	}

	TestGroup commit(long offset) {
		try (Admin admin = admin()) {
			admin
				.alterConsumerGroupOffsets(this.groupId,
						Map.of(new TopicPartition(this.topic, 0), new OffsetAndMetadata(offset)))
				.all()
				.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		return this;
	}

	TestGroup onNack(NackPolicy onNack) {
		this.onNack = onNack;
		return this;
	}

	TestGroup ordering(Ordering ordering) {
		this.processing = new ProcessingOptions(ordering, 16, null, Duration.ofSeconds(2), false);
		return this;
	}

	TestGroup processing(int concurrency, AfterFailure afterFailure) {
		this.processing = new ProcessingOptions(this.processing.ordering(), concurrency, afterFailure,
				Duration.ofSeconds(2), false);
		return this;
	}

	TestGroup backOff(Duration backOff) {
		this.backOff = backOff;
		return this;
	}

	TestGroup maxUncommitted(int maxUncommitted) {
		this.maxUncommitted = maxUncommitted;
		return this;
	}

	TestGroup maxPartitions(int maxPartitions) {
		this.maxPartitions = maxPartitions;
		return this;
	}

	/**
	 * Consumes all topics that match, instead of the own one.
	 */
	TestGroup pattern(String pattern) {
		this.pattern = Pattern.compile(pattern);
		return this;
	}

	TestGroup deadLetters(DeadLetterPublisher publisher) {
		this.customizer = (builder) -> builder.deadLetters(publisher, null);
		return this;
	}

	TestGroup observers(BatchObserver... observers) {
		this.customizer = (builder) -> builder.observers(List.of(observers));
		return this;
	}

	TestGroup authorizationRetry(Duration interval) {
		this.authorizationRetry = interval;
		return this;
	}

	TestGroup observe(ObservedConsumer.Observer observer) {
		this.observer = observer;
		return this;
	}

	TestGroup lag(PartitionLagListener lag) {
		this.lag = lag;
		return this;
	}

	/**
	 * Starts the group. An exception of the handler nacks its record.
	 */
	TestGroup start(Consumer<MessageReceiveEvent> handler) {
		return run(handling(handler));
	}

	TestGroup run(AmgiApplication application) {
		MessageServer.Builder builder = MessageServer.builder(application).processing(this.processing);
		this.customizer.accept(builder);
		this.server = builder.build();
		ConsumerOptions options = new ConsumerOptions(this.onNack, this.processing, this.backOff,
				Duration.ofSeconds(30), this.maxUncommitted, maxPollInterval(), Duration.ofSeconds(30));
		this.group = new KafkaConsumerGroup(this.server, this::container, new SourceCluster(this.servers), options,
				new InjectedSends(new RefusedSends()), this.lag, true, this.maxPartitions);
		this.group.start();
		return this;
	}

	private Duration maxPollInterval() {
		return Duration.ofMillis((int) this.config.getOrDefault(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000));
	}

	private ConcurrentMessageListenerContainer<Object, Object> container() {
		ConcurrentMessageListenerContainer<Object, Object> container = new ConcurrentMessageListenerContainer<>(
				new DefaultKafkaConsumerFactory<>(this.config) {

					@Override
					protected org.apache.kafka.clients.consumer.Consumer<Object, Object> createRawConsumer(
							Map<String, Object> config) {
						return new ObservedConsumer(config, TestGroup.this.observer);
					}

				},
				(this.pattern != null) ? new ContainerProperties(this.pattern) : new ContainerProperties(this.topic));
		container.setConcurrency(1);
		container.getContainerProperties().setAuthExceptionRetryInterval(this.authorizationRetry);
		return container;
	}

	static AmgiApplication handling(Consumer<MessageReceiveEvent> handler) {
		return (scope, receive, send) -> {
			if (scope instanceof MessageScope) {
				boolean more = true;
				while (more) {
					MessageReceiveEvent event = (MessageReceiveEvent) receive.receive();
					more = event.moreMessages();
					try {
						handler.accept(event);
						send.send(new MessageAckEvent(event.id()));
					}
					catch (RuntimeException ex) {
						send.send(MessageNackEvent.because(event.id(), ex));
					}
				}
			}
		};
	}

	KafkaConsumerGroup group() {
		return this.group;
	}

	MessageServer server() {
		return this.server;
	}

	/**
	 * Sends records to partition 0.
	 */
	TestGroup send(String... values) {
		return send(0, null, values);
	}

	TestGroup send(int partition, String key, String... values) {
		return send(Stream.of(values).map((value) -> new ProducerRecord<>(this.topic, partition, key, value)));
	}

	/**
	 * Sends records of twenty keys in turn.
	 */
	TestGroup sendNumbers(int partition, int count) {
		return send(IntStream.range(0, count)
			.mapToObj((number) -> new ProducerRecord<>(this.topic, partition, "k" + number % 20, "" + number)));
	}

	private TestGroup send(Stream<ProducerRecord<String, String>> records) {
		TestProducer.send(this.servers, new StringSerializer(), records);
		return this;
	}

	/**
	 * Returns the committed offset of partition 0, -1 without one.
	 */
	long committed() {
		return committed(0);
	}

	long committed(int partition) {
		OffsetAndMetadata offset = ask(
				(admin) -> admin.listConsumerGroupOffsets(this.groupId).partitionsToOffsetAndMetadata())
			.get(new TopicPartition(this.topic, partition));
		return (offset != null) ? offset.offset() : -1;
	}

	ConsumerGroupDescription describe() {
		return ask((admin) -> admin.describeConsumerGroups(List.of(this.groupId)).describedGroups().get(this.groupId));
	}

	private <T> T ask(Function<Admin, KafkaFuture<T>> question) {
		try {
			return question.apply(ADMINS.computeIfAbsent(this.servers, TestGroup::admin)).get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Closes the connections to brokers that end.
	 */
	static void disconnect(String servers) {
		Admin admin = ADMINS.remove(servers);
		if (admin != null) {
			admin.close(Duration.ZERO);
		}
	}

	private static Admin admin(String servers) {
		return Admin.create(Map.of("bootstrap.servers", servers));
	}

	Admin admin() {
		return admin(this.servers);
	}

	static String text(MessageReceiveEvent event) {
		return new String(event.payload());
	}

	static List<String> numbers(int from, int to) {
		return IntStream.range(from, to).mapToObj(String::valueOf).toList();
	}

	@Override
	public void close() {
		if (this.group != null) {
			this.group.stop();
		}
	}

}
