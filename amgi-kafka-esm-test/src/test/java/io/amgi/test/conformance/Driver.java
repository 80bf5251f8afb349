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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.test.KafkaEvents;
import io.amgi.test.local.MainClassFunction;
import io.amgi.test.mapping.LambdaFunction;
import io.amgi.test.mapping.LocalEventSourceMapping;

/**
 * Drivers that bring a topic's records to the application.
 */
enum Driver {

	/**
	 * Events of random size, and retries of the records that responses name.
	 */
	INVOKER {

		@Override
		void run(ConformanceTopic topic, Map<String, String> properties) throws Exception {
			properties.forEach(System::setProperty);
			try (MainClassFunction function = MainClassFunction.of(ConformanceApplication.class)) {
				for (List<ConsumerRecord<byte[], byte[]>> batch : topic.batches()) {
					invokeUntilDone(function, batch);
				}
			}
			finally {
				properties.keySet().forEach(System::clearProperty);
			}
		}

		private void invokeUntilDone(LambdaFunction function, List<ConsumerRecord<byte[], byte[]>> batch)
				throws Exception {
			List<ConsumerRecord<byte[], byte[]>> left = new ArrayList<>(batch);
			while (!left.isEmpty()) {
				Set<String> failed = new HashSet<>();
				try {
					byte[] response = function.invoke(KafkaEvents.selfManaged()
						.bootstrapServers(ConformanceTopic.bootstrapServers())
						.records(left)
						.toBytes());
					for (JsonNode failure : JsonMapper.shared().readTree(response).path("batchItemFailures")) {
						JsonNode id = failure.path("itemIdentifier");
						failed.add(id.path("partition").asString() + "@" + id.path("offset").asLong());
					}
				}
				catch (Exception ex) {
					left.forEach((record) -> failed.add(id(record)));
				}
				left.removeIf((record) -> !failed.contains(id(record)));
			}
		}

		private String id(ConsumerRecord<byte[], byte[]> record) {
			return record.topic() + "-" + record.partition() + "@" + record.offset();
		}

	},

	/**
	 * The test kit's event source mapping.
	 */
	MAPPING {

		@Override
		void run(ConformanceTopic topic, Map<String, String> properties) {
			try (ConfigurableApplicationContext context = start(properties);
					LocalEventSourceMapping mapping = topic.mapping(properties.get("spring.amgi.on-nack"))
						.function(LambdaFunction.of(context.getBean(KafkaEventSourceMapping.class)))
						.start()) {
				await(() -> topic.isCommitted(ConformanceTopic.group("mapping", topic)));
			}
		}

	},

	/**
	 * A consumer group on the broker.
	 */
	CONSUMER {

		@Override
		void run(ConformanceTopic topic, Map<String, String> properties) {
			Map<String, String> consumer = new HashMap<>(properties);
			String group = ConformanceTopic.group("consumer", topic);
			consumer.put("spring.amgi.consumer.enabled", "true");
			consumer.put("spring.amgi.consumer.backoff.delay", "10ms");
			consumer.put("spring.kafka.consumer.group-id", group);
			consumer.put("spring.kafka.consumer.auto-offset-reset", "earliest");
			consumer.put("spring.kafka.consumer.max-poll-records", "17");
			try (ConfigurableApplicationContext context = start(consumer)) {
				await(() -> topic.isCommitted(group));
			}
		}

	};

	abstract void run(ConformanceTopic topic, Map<String, String> properties) throws Exception;

	private static ConfigurableApplicationContext start(Map<String, String> properties) {
		SpringApplication application = new SpringApplication(ConformanceApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(new HashMap<>(properties));
		return application.run();
	}

	private static void await(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofSeconds(90)).until(condition::getAsBoolean);
	}

}
