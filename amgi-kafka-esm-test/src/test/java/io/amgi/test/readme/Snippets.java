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

package io.amgi.test.readme;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.transaction.annotation.Transactional;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.InvocationHook;
import io.amgi.handler.ChannelInterceptor;
import io.amgi.test.local.LocalEventSourceMappingCustomizer;
import io.amgi.test.local.LocalKafka;
import io.amgi.test.local.MainClassFunction;
import io.amgi.test.readme.OrdersApplication.Order;

/**
 * Methods that the documentation shows.
 */
class Snippets {

	private final KafkaTemplate<String, String> template;

	Snippets(KafkaTemplate<String, String> template) {
		this.template = template;
	}

	@Bean
	InvocationHook timing(MeterRegistry meters) {
		return (event, context) -> {
			Timer.Sample sample = Timer.start(meters);
			return () -> sample.stop(meters.timer("orders.batch"));
		};
	}

	@Bean
	ChannelInterceptor freshness(Clock clock) {
		return (call) -> {
			for (int i = 0; i < call.messages().size(); i++) {
				Object sent = call.messages().get(i).getHeader(KafkaHeaders.RECEIVED_TIMESTAMP);
				if (sent instanceof Long time && clock.millis() - time > 3_600_000) {
					call.skip(i);
				}
			}
			return null;
		};
	}

	@Bean
	KafkaConnectionDetails localBroker() {
		return LocalKafka.broker("localhost:9092");
	}

	@Bean
	LocalEventSourceMappingCustomizer mapping() {
		return (mapping) -> mapping.topics("orders.eu", "orders.us")
			.settings((settings) -> settings.batchSize(10).maximumRetryAttempts(3).reportBatchItemFailures());
	}

	@Bean
	LocalEventSourceMappingCustomizer invokedAsOnLambda() {
		return (mapping) -> mapping.function(MainClassFunction.of(OrdersApplication.class));
	}

	@Transactional
	@AmgiChannel("orders")
	void placed(Order order) {
		this.template.send("invoices", order.id());
		this.template.send("shipments", order.id());
	}

	@KafkaListener(topics = "orders") // before
	@AmgiChannel("orders") // after
	void placed(ConsumerRecord<String, Order> record) {
	}

}
