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

package io.amgi.test.mapping;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.RecordId;

/**
 * One broker for all tests; each test has its own topic and group.
 */
final class TestKafka {

	private static final int LARGE = 8 * 1024 * 1024;

	private static final EmbeddedKafkaKraftBroker BROKER = start();

	// A new topic's partition may refuse the first of several batches and accept the
	// second. An idempotent producer would then spend two minutes restoring the order.
	private static final KafkaProducer<byte[], byte[]> PRODUCER = new KafkaProducer<>(
			Map.of("bootstrap.servers", bootstrapServers(), "linger.ms", 0, "enable.idempotence", false,
					"max.in.flight.requests.per.connection", 1, "max.request.size", LARGE),
			new ByteArraySerializer(), new ByteArraySerializer());

	private final String topic = "orders-" + UUID.randomUUID();

	private final String group = "group-" + this.topic;

	private TestKafka(int partitions, Map<String, String> config) {
		BROKER.addTopics(new NewTopic(this.topic, partitions, (short) 1).configs(config));
	}

	static TestKafka topic(int partitions) {
		return new TestKafka(partitions, Map.of());
	}

	/**
	 * Creates a topic of one partition that takes records of 8 MB.
	 */
	static TestKafka topicOfLargeRecords() {
		return new TestKafka(1, Map.of("max.message.bytes", String.valueOf(LARGE)));
	}

	private static EmbeddedKafkaKraftBroker start() {
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
		broker.brokerProperty("group.min.session.timeout.ms", "1000");
		broker.brokerProperty("offsets.topic.num.partitions", "1");
		broker.afterPropertiesSet();
		Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
		return broker;
	}

	static String bootstrapServers() {
		return BROKER.getBrokersAsString();
	}

	String topic() {
		return this.topic;
	}

	String group() {
		return this.group;
	}

	String newTopic(String suffix) {
		BROKER.addTopics(new NewTopic(this.topic + suffix, 1, (short) 1));
		return this.topic + suffix;
	}

	RecordId id(int partition, long offset) {
		return new RecordId(this.topic, partition, offset);
	}

	List<RecordId> ids(int partition, int from, int to) {
		return IntStream.range(from, to).mapToObj((offset) -> id(partition, offset)).toList();
	}

	LocalEventSourceMapping.Builder mapping() {
		return LocalEventSourceMapping.builder()
			.bootstrapServers(bootstrapServers())
			.topics(this.topic)
			.consumerGroupId(this.group)
			.kafkaProperties(Map.of("heartbeat.interval.ms", 100));
	}

	LocalEventSourceMapping.Builder mapping(Consumer<EventSourceMappingSettings.Builder> settings) {
		return mapping().settings((defaults) -> settings
			.accept(defaults.maximumBatchingWindow(Duration.ofMillis(30)).retryDelay(Duration.ofMillis(10))));
	}

	TestKafka send(int partition, @Nullable String... values) {
		return send(Stream.of(values).map((value) -> new ProducerRecord<>(this.topic, partition, null, bytes(value))));
	}

	TestKafka sendLarge(int count, int size) {
		return send(IntStream.range(0, count).mapToObj((i) -> new ProducerRecord<>(this.topic, new byte[size])));
	}

	TestKafka sendNumbers(int partition, int count) {
		return send(partition, IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new));
	}

	TestKafka sendAt(Instant timestamp, String key, String value) {
		return send(Stream.of(new ProducerRecord<>(this.topic, 0, timestamp.toEpochMilli(), bytes(key), bytes(value))));
	}

	private TestKafka send(Stream<ProducerRecord<byte[], byte[]>> records) {
		List<Future<RecordMetadata>> sent = records.map(PRODUCER::send).toList();
		sent.forEach((record) -> {
			try {
				record.get();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
		return this;
	}

	@Nullable Long committed(int partition) {
		TopicPartition topicPartition = new TopicPartition(this.topic, partition);
		OffsetAndMetadata committed = ask(
				(admin) -> admin.listConsumerGroupOffsets(this.group).partitionsToOffsetAndMetadata())
			.get(topicPartition);
		return (committed != null) ? committed.offset() : null;
	}

	List<Integer> partitionsPerMember() {
		return ask((admin) -> admin.describeConsumerGroups(List.of(this.group)).describedGroups().get(this.group))
			.members()
			.stream()
			.map((member) -> member.assignment().topicPartitions().size())
			.toList();
	}

	private static <T> T ask(Function<Admin, KafkaFuture<T>> question) {
		return BROKER.doWithAdminFunction((admin) -> {
			try {
				return question.apply(admin).get();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	static long size(String topic) {
		TopicPartition partition = new TopicPartition(topic, 0);
		return ask((admin) -> admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
			.offset();
	}

	static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
		List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", bootstrapServers(), "fetch.max.wait.ms", 50), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Instant end = Instant.now().plusSeconds(10);
			while (records.size() < count && Instant.now().isBefore(end)) {
				consumer.poll(Duration.ofMillis(100)).forEach(records::add);
			}
		}
		return records;
	}

	private static byte @Nullable [] bytes(@Nullable String value) {
		return (value != null) ? value.getBytes(StandardCharsets.UTF_8) : null;
	}

}
