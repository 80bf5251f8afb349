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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.kafka.TestBroker;
import io.amgi.kafka.TestProducer;

/**
 * A topic with its dead letter topic and its parking topic on a real broker.
 */
public final class TestLetters {

	public final String topic = "t-" + UUID.randomUUID();

	public final String deadLetters = this.topic + "-dlt";

	public final String parking = this.deadLetters + "-parked";

	private final String servers;

	public TestLetters() {
		this(TestBroker.shared());
		TestBroker.addTopic(this.deadLetters);
		TestBroker.addTopic(this.parking);
	}

	private TestLetters(String servers) {
		this.servers = servers;
	}

	/**
	 * Creates the topics of a broker.
	 */
	static TestLetters on(EmbeddedKafkaKraftBroker broker) {
		TestLetters letters = new TestLetters(broker.getBrokersAsString());
		broker.addTopics(letters.deadLetters, letters.parking);
		return letters;
	}

	/**
	 * Publishes a letter as Spring Kafka does.
	 */
	void publish(int partition, long offset, String value, Exception failure) {
		DefaultKafkaProducerFactory<byte[], byte[]> factory = new DefaultKafkaProducerFactory<>(config());
		DeadLetterPublishingRecoverer recoverer = new DeadLetterPublishingRecoverer(new KafkaTemplate<>(factory));
		recoverer.accept(record(partition, offset, value), failure);
		factory.destroy();
	}

	private ConsumerRecord<byte[], byte[]> record(int partition, long offset, String value) {
		RecordHeaders headers = new RecordHeaders();
		headers.add("trace", new byte[] { 1 });
		return new ConsumerRecord<>(this.topic, partition, offset, 1_700_000_000_000L, TimestampType.CREATE_TIME, 1,
				value.length(), "k".getBytes(), value.getBytes(), headers, java.util.Optional.empty());
	}

	static Headers place(String topic, int partition, long offset) {
		return new RecordHeaders().add(KafkaHeaders.DLT_ORIGINAL_TOPIC, topic.getBytes(StandardCharsets.UTF_8))
			.add(KafkaHeaders.DLT_ORIGINAL_PARTITION, ByteBuffer.allocate(4).putInt(partition).array())
			.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(8).putLong(offset).array());
	}

	static Headers place(Headers first, Headers second) {
		for (Header header : second) {
			first.add(header);
		}
		return first;
	}

	/**
	 * Sends a record to a partition of the dead letter topic.
	 */
	void send(int partition, String value, Headers headers) {
		send(this.deadLetters, partition, value, headers);
	}

	void send(String topic, int partition, String value, Headers headers) {
		send(new ProducerRecord<>(topic, partition, null, null, value.getBytes(), headers));
	}

	void send(ProducerRecord<byte[], byte[]> record) {
		TestProducer.send(this.servers, new ByteArraySerializer(), Stream.of(record));
	}

	/**
	 * Sends letters of consecutive offsets of one original partition, in turns to the
	 * partitions of the dead letter topic.
	 */
	public void sendInTurns(int originalPartition, int count) {
		TestProducer.send(this.servers, new ByteArraySerializer(),
				IntStream.range(0, count)
					.mapToObj((offset) -> new ProducerRecord<>(this.deadLetters, offset % 2, null, null,
							String.valueOf(offset).getBytes(), place(this.topic, originalPartition, offset))));
	}

	private Map<String, Object> config() {
		return Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.servers, ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
				ByteArraySerializer.class, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
	}

	/**
	 * Returns the sum of the offsets that a group has committed.
	 */
	public long committed(String groupId) {
		return committedOffsets(groupId).entrySet()
			.stream()
			.filter((entry) -> entry.getKey().topic().equals(this.deadLetters))
			.mapToLong((entry) -> entry.getValue().offset())
			.sum();
	}

	private Map<TopicPartition, OffsetAndMetadata> committedOffsets(String groupId) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.servers))) {
			return admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata().get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
