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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.util.Assert;

import io.amgi.test.RecordId;
import io.amgi.test.local.LocalEventSourceMappingCustomizer;
import io.amgi.test.local.MainClassFunction;
import io.amgi.test.mapping.EventSourceMappingListener;
import io.amgi.test.mapping.LocalEventSourceMapping;

/**
 * Sends the sample's records, and waits until all of them are done.
 */
@TestConfiguration(proxyBeanMethods = false)
class SampleRun {

	@Bean
	NewTopic invoices() {
		return TopicBuilder.name(SentInvoices.TOPIC).build();
	}

	@Bean
	Input sampleInput(KafkaConnectionDetails connectionDetails) {
		return new Input(String.join(",", connectionDetails.getBootstrapServers()));
	}

	/**
	 * Reads the topics as the mapping on Lambda would, with bisecting in place of
	 * retries, and starts and invokes the service as Lambda does.
	 */
	static final class Input implements ApplicationRunner, LocalEventSourceMappingCustomizer {

		private static final Duration TIMEOUT = Duration.ofMinutes(2);

		private final CountDownLatch remaining = new CountDownLatch(SampleRecords.COUNT);

		private final String bootstrapServers;

		Input(String bootstrapServers) {
			this.bootstrapServers = bootstrapServers;
		}

		@Override
		public void customize(LocalEventSourceMapping.Builder mapping) {
			mapping.topics(SampleRecords.TOPICS)
				.function(MainClassFunction.of(OrdersApplication.class))
				.settings((settings) -> settings.maximumBatchingWindow(Duration.ofSeconds(1))
					.bisectBatchOnFunctionError()
					.maximumRetryAttempts(0))
				.listener(new Countdown(this.remaining));
		}

		@Override
		public void run(ApplicationArguments arguments) throws InterruptedException {
			SampleRecords.produceTo(this.bootstrapServers);
			boolean done = this.remaining.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			Assert.state(done,
					() -> "%d records were not done with in %s".formatted(this.remaining.getCount(), TIMEOUT));
			SentInvoices.print(this.bootstrapServers, System.out);
			RecognizedDeliveries.print(System.out);
		}

	}

	/**
	 * Counts the records that are done.
	 *
	 * @param remaining the number of records that are not done
	 */
	private record Countdown(CountDownLatch remaining) implements EventSourceMappingListener {

		@Override
		public void acked(RecordId record, int attempt) {
			this.remaining.countDown();
		}

		@Override
		public void givenUp(RecordId record, int attempts, String reason) {
			this.remaining.countDown();
		}

	}

}
