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

package io.amgi.benchmarks.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Consumers of a topic to compare.
 */
enum Contender {

	/**
	 * An application with a channel method.
	 */
	AMGI {

		@Override
		AutoCloseable start(ConsumedTopic topic, Duration work, int maxPollRecords, Arrivals arrivals) {
			SpringApplication application = new SpringApplication(ConsumerApplication.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.addInitializers((context) -> context.getBeanFactory()
				.registerSingleton("handling", new ConsumerApplication.Handling(() -> arrivals.handle(work))));
			application.setDefaultProperties(Map.ofEntries(Map.entry("spring.main.banner-mode", "off"),
					Map.entry("logging.level.root", "error"), Map.entry("spring.amgi.consumer.enabled", "true"),
					Map.entry("spring.amgi.on-nack", "report"),
					Map.entry("spring.amgi.processing.ordering", work.isZero() ? "partition" : "key"),
					Map.entry("spring.amgi.processing.concurrency", work.isZero() ? "16" : "100"),
					Map.entry("spring.kafka.bootstrap-servers", topic.servers()),
					Map.entry("spring.kafka.consumer.group-id", group()),
					Map.entry("spring.kafka.consumer.auto-offset-reset", "earliest"),
					Map.entry("spring.kafka.consumer.max-poll-records", String.valueOf(maxPollRecords)),
					Map.entry("benchmark.topic", topic.name())));
			return application.run();
		}

	},

	/**
	 * Spring Kafka's container with a batch listener.
	 */
	BATCH_LISTENER {

		@Override
		AutoCloseable start(ConsumedTopic topic, Duration work, int maxPollRecords, Arrivals arrivals) {
			ContainerProperties properties = new ContainerProperties(topic.name());
			BatchMessageListener<byte[], byte[]> listener = (records) -> records
				.forEach((record) -> arrivals.handle(work));
			properties.setMessageListener(listener);
			ConcurrentMessageListenerContainer<byte[], byte[]> container = new ConcurrentMessageListenerContainer<>(
					new DefaultKafkaConsumerFactory<>(topic.config(group(), maxPollRecords)), properties);
			container.start();
			return container::stop;
		}

	},

	/**
	 * Confluent's parallel consumer, ordered by key.
	 */
	PARALLEL_CONSUMER {

		@Override
		AutoCloseable start(ConsumedTopic topic, Duration work, int maxPollRecords, Arrivals arrivals) {
			ParallelStreamProcessor<byte[], byte[]> processor = ParallelStreamProcessor
				.createEosStreamProcessor(ParallelConsumerOptions.<byte[], byte[]>builder()
					.ordering(ProcessingOrder.KEY)
					.maxConcurrency(100)
					.consumer(new KafkaConsumer<>(topic.config(group(), maxPollRecords)))
					.build());
			processor.subscribe(List.of(topic.name()));
			processor.poll((record) -> arrivals.handle(work));
			return processor::closeDontDrainFirst;
		}

	};

	abstract AutoCloseable start(ConsumedTopic topic, Duration work, int maxPollRecords, Arrivals arrivals);

	/**
	 * Consumes all of a topic.
	 * @param topic the topic
	 * @param work the time that a handler takes
	 * @param maxPollRecords the maximum number of records per poll
	 * @return the time from the first record to the last
	 */
	double consume(ConsumedTopic topic, Duration work, int maxPollRecords) {
		Arrivals arrivals = new Arrivals();
		try (AutoCloseable started = start(topic, work, maxPollRecords, arrivals)) {
			while (arrivals.count() < topic.count()) {
				Thread.sleep(10);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return arrivals.millis();
	}

	private static String group() {
		return "g-" + UUID.randomUUID();
	}

}
