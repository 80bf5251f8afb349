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

package io.amgi.test.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

class LifeSnapStartTests {

	private static final String RESTORE_NEXT = "/2018-06-01/runtime/restore/next";

	private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

	@BeforeAll
	static void start() {
		BROKER.afterPropertiesSet();
	}

	@AfterAll
	static void stop() {
		BROKER.destroy();
	}

	@ParameterizedTest
	@ValueSource(strings = { "by-sender", "by-template" })
	void outboundGoesOnAfterTheRestore(String channel) {
		BROKER.addTopics(channel + "-out");
		try (LambdaRuntimeEmulator lambda = snapshot(channel)) {
			assertThat(LambdaLife.paths(lambda)).containsExactly(RESTORE_NEXT);
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "producer opened", "producer closed");
			lambda.restore();
			byte[] event = KafkaEvents.selfManaged()
				.bootstrapServers(BROKER.getBrokersAsString())
				.record(channel, "after the restore")
				.toBytes();
			assertThat(lambda.invoke(event).text()).isEqualTo("{\"batchItemFailures\":[]}");
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "producer opened", "producer closed",
					"producer opened");
			assertThat(received(channel + "-out")).containsExactly("before the checkpoint", "after the restore");
		}
	}

	private static LambdaRuntimeEmulator snapshot(String channel) {
		return LambdaLife.of(SnapshotApplication.class)
			.snapStart()
			.environment("SPRING_KAFKA_BOOTSTRAPSERVERS", BROKER.getBrokersAsString())
			.environment("CHANNEL", channel)
			.environment("TOPIC", channel + "-out")
			.start();
	}

	private static List<String> received(String topic) {
		List<String> values = new ArrayList<>();
		try (Consumer<String, String> consumer = new DefaultKafkaConsumerFactory<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.getBrokersAsString(),
						ConsumerConfig.GROUP_ID_CONFIG, "test", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
				new StringDeserializer(), new StringDeserializer())
			.createConsumer()) {
			consumer.subscribe(List.of(topic));
			Awaitility.await().atMost(LambdaLife.SOON).until(() -> {
				consumer.poll(Duration.ofMillis(100))
					.forEach((ConsumerRecord<String, String> record) -> values.add(record.value()));
				return values.size() >= 2;
			});
		}
		return values;
	}

}
