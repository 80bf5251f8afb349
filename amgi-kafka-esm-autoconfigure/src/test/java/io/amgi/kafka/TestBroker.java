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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Real brokers for tests, and access to their records.
 */
public final class TestBroker {

	private static final EmbeddedKafkaKraftBroker SHARED = start();

	private TestBroker() {
	}

	public static String shared() {
		return SHARED.getBrokersAsString();
	}

	/**
	 * Starts a broker that does not create topics automatically.
	 * @param topics the topics to create
	 */
	public static EmbeddedKafkaKraftBroker start(String... topics) {
		return start(Map.of(), topics);
	}

	public static EmbeddedKafkaKraftBroker start(Map<String, String> properties, String... topics) {
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 2, topics);
		broker.brokerProperty("auto.create.topics.enable", "false");
		broker.brokerProperty("offsets.topic.num.partitions", "1");
		broker.brokerProperty("transaction.state.log.num.partitions", "1");
		broker.brokerProperty("transaction.state.log.replication.factor", "1");
		broker.brokerProperty("transaction.state.log.min.isr", "1");
		properties.forEach(broker::brokerProperty);
		// By default, the broker would set Spring Boot's property.
		broker.brokerListProperty("amgi.test.brokers");
		broker.afterPropertiesSet();
		return broker;
	}

	public static String newTopic() {
		String topic = "t-" + UUID.randomUUID();
		addTopic(topic);
		return topic;
	}

	public static String newTopic(Map<String, String> config) {
		String topic = "t-" + UUID.randomUUID();
		SHARED.addTopics(new NewTopic(topic, 1, (short) 1).configs(config));
		return topic;
	}

	public static void addTopic(String topic) {
		SHARED.addTopics(topic);
	}

	public static void addPartitions(String topic, int total) {
		SHARED.doWithAdmin((admin) -> {
			try {
				admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total))).all().get();
				Awaitility.await()
					.until(() -> admin.describeTopics(List.of(topic))
						.allTopicNames()
						.get()
						.get(topic)
						.partitions()
						.size() == total);
			}
			catch (InterruptedException | ExecutionException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	public static List<ConsumerRecord<byte[], byte[]>> consume(String servers, String topic, int count) {
		Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
				ConsumerConfig.GROUP_ID_CONFIG, UUID.randomUUID().toString(), ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
				"earliest", ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.subscribe(List.of(topic));
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
				consumer.poll(Duration.ofMillis(100)).forEach(records::add);
				return records.size() >= count;
			});
		}
		return records;
	}

}
