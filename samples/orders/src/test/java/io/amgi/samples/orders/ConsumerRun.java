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

package io.amgi.samples.orders;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * The service as a Kafka consumer group, with the sample's records in an embedded broker.
 */
final class ConsumerRun implements AutoCloseable {

	private static final String GROUP = "orders";

	private static final List<String> TOPICS = List.of("orders", "order-cancellations", "order-notes");

	private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 2, "orders", "order-cancellations",
			"order-notes", "orders-dlt", "order-notes-dlt", SentInvoices.TOPIC);

	private final ConfigurableApplicationContext context;

	ConsumerRun(String... args) {
		this.broker.brokerListProperty("orders.brokers");
		this.broker.afterPropertiesSet();
		SampleRecords.produceTo(bootstrapServers());
		SpringApplication application = new SpringApplication(OrdersApplication.class);
		application.setAdditionalProfiles("consumer");
		application.setDefaultProperties(Map.of("spring.kafka.bootstrap-servers", bootstrapServers()));
		this.context = application.run(args);
	}

	String bootstrapServers() {
		return this.broker.getBrokersAsString();
	}

	/**
	 * Waits until all records are committed.
	 */
	void await() {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.until(() -> committed(admin).entrySet().containsAll(ends(admin, TOPICS).entrySet()));
		}
	}

	private static Map<TopicPartition, Long> committed(Admin admin) throws InterruptedException, ExecutionException {
		Map<TopicPartition, Long> committed = new HashMap<>();
		for (Map.Entry<TopicPartition, OffsetAndMetadata> offset : admin.listConsumerGroupOffsets(GROUP)
			.partitionsToOffsetAndMetadata()
			.get()
			.entrySet()) {
			committed.put(offset.getKey(), offset.getValue().offset());
		}
		return committed;
	}

	// Returns the end offsets of partitions that are not empty.
	private static Map<TopicPartition, Long> ends(Admin admin, List<String> topics)
			throws InterruptedException, ExecutionException {
		Map<TopicPartition, OffsetSpec> partitions = admin.describeTopics(topics)
			.allTopicNames()
			.get()
			.values()
			.stream()
			.flatMap((topic) -> topic.partitions()
				.stream()
				.map((partition) -> new TopicPartition(topic.name(), partition.partition())))
			.collect(Collectors.toMap((partition) -> partition, (partition) -> OffsetSpec.latest()));
		Map<TopicPartition, Long> ends = new HashMap<>();
		admin.listOffsets(partitions).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
		ends.values().removeIf((end) -> end == 0);
		return ends;
	}

	/**
	 * Counts the records of a topic.
	 */
	long count(String topic) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
			return ends(admin, List.of(topic)).values().stream().mapToLong(Long::longValue).sum();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
		this.broker.destroy();
	}

}
