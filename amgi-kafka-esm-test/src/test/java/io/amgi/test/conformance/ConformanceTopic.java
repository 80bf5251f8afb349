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

package io.amgi.test.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.mapping.LocalEventSourceMapping;

/**
 * A topic with random records, and topics for what each driver's application writes.
 */
final class ConformanceTopic {

	private static final EmbeddedKafkaKraftBroker BROKER = broker();

	private static final int PARTITIONS = 2;

	final String name = "c-" + UUID.randomUUID();

	private final Random random;

	// The broker deletes records that are days old.
	private final long now = System.currentTimeMillis();

	private final int[] ends = new int[PARTITIONS];

	ConformanceTopic(long seed, int count, String kinds) {
		this.random = new Random(seed);
		BROKER.addTopics(new NewTopic(this.name, PARTITIONS, (short) 1));
		for (Driver driver : Driver.values()) {
			addTopic(this.name + out(driver));
			addTopic(this.name + deadLetters(driver));
		}
		send(Stream.generate(() -> record(kinds)).limit(count).toList());
	}

	// A partition without a leader could refuse the first of several batches and accept
	// the second. An idempotent producer would then spend a long time restoring the
	// order.
	private static void addTopic(String topic) {
		BROKER.addTopics(new NewTopic(topic, 1, (short) 1));
		read(topic);
	}

	private static EmbeddedKafkaKraftBroker broker() {
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
		broker.brokerListProperty("amgi.conformance.brokers");
		broker.afterPropertiesSet();
		Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
		return broker;
	}

	static String bootstrapServers() {
		return BROKER.getBrokersAsString();
	}

	static String group(String driver, ConformanceTopic topic) {
		return driver + "-" + topic.name;
	}

	static String out(Driver driver) {
		return "-out-" + driver.ordinal();
	}

	static String deadLetters(Driver driver) {
		return "-dead-" + driver.ordinal();
	}

	// Half of the keys come several times, some records have none, and some no value.
	private ProducerRecord<byte[], byte[]> record(String kinds) {
		int partition = this.random.nextInt(PARTITIONS);
		byte[] payload = bytes(this.random.nextInt(40) + 9);
		payload[0] = (byte) kinds.charAt(this.random.nextInt(kinds.length()));
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(this.name, partition,
				this.now - this.random.nextInt(1_000_000), key(), (this.random.nextInt(12) == 0) ? null : payload);
		for (int i = this.random.nextInt(4); i > 0; i--) {
			record.headers().add("h" + this.random.nextInt(2), bytes(this.random.nextInt(6)));
		}
		this.ends[partition]++;
		return record;
	}

	private byte[] key() {
		return switch (this.random.nextInt(4)) {
			case 0 -> null;
			case 1 -> bytes(this.random.nextInt(20));
			default -> new byte[] { (byte) this.random.nextInt(5) };
		};
	}

	private byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private static void send(List<ProducerRecord<byte[], byte[]>> records) {
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", bootstrapServers(), "enable.idempotence", false,
						"max.in.flight.requests.per.connection", 1),
				new ByteArraySerializer(), new ByteArraySerializer())) {
			List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
			for (Future<RecordMetadata> one : sent) {
				one.get();
			}
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the records in batches of random size, in their order.
	 */
	List<List<ConsumerRecord<byte[], byte[]>>> batches() {
		List<ConsumerRecord<byte[], byte[]>> records = read(this.name);
		List<List<ConsumerRecord<byte[], byte[]>>> batches = new ArrayList<>();
		for (int from = 0; from < records.size();) {
			int to = Math.min(records.size(), from + 1 + this.random.nextInt(20));
			batches.add(records.subList(from, to));
			from = to;
		}
		return batches;
	}

	LocalEventSourceMapping.Builder mapping(String onNack) {
		return LocalEventSourceMapping.builder()
			.bootstrapServers(bootstrapServers())
			.topics(this.name)
			.consumerGroupId(group("mapping", this))
			.settings((settings) -> {
				settings.maximumBatchingWindow(Duration.ofMillis(20)).retryDelay(Duration.ofMillis(10)).batchSize(13);
				if (onNack.equals("report")) {
					settings.reportBatchItemFailures();
				}
			});
	}

	boolean isCommitted(String group) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
			Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
				.partitionsToOffsetAndMetadata()
				.get();
			for (int partition = 0; partition < PARTITIONS; partition++) {
				OffsetAndMetadata offset = committed.get(new TopicPartition(this.name, partition));
				if (offset == null || offset.offset() < this.ends[partition]) {
					return false;
				}
			}
			return true;
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the distinct records that a driver's application has written to a topic, in
	 * no order.
	 */
	List<String> written(String suffix) {
		return read(this.name + suffix).stream().map((record) -> {
			StringBuilder text = new StringBuilder(Ledger.hex(record.key()) + " " + Ledger.hex(record.value()));
			for (Header header : record.headers()) {
				text.append("\n  ").append(header.key()).append("=").append(value(header));
			}
			return text.toString();
		}).distinct().sorted().toList();
	}

	// After some calls, the JDK calls methods through other classes, which changes the
	// number of frames.
	private static String value(Header header) {
		return header.key().equals("kafka_dlt-exception-stacktrace") ? new String(header.value()).lines()
			.filter((line) -> !line.contains("reflect") && !line.matches("\\s*\\.\\.\\. \\d+ more"))
			.toList()
			.toString() : Ledger.hex(header.value());
	}

	static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", bootstrapServers()), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((partition) -> new TopicPartition(topic, partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			long end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
			List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
			while (records.size() < end) {
				consumer.poll(Duration.ofMillis(100)).forEach(records::add);
			}
			return records;
		}
	}

}
