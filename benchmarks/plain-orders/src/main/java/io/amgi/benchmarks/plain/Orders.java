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

package io.amgi.benchmarks.plain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Handles the records of an event in a loop, sends messages, and waits for the brokers
 * once. A failure fails the batch, which Lambda delivers again.
 */
@Component
class Orders implements Function<KafkaEvent, Map<String, Object>> {

	private final OrderBook book;

	private final JsonMapper mapper;

	private final KafkaTemplate<String, String> template;

	Orders(OrderBook book, JsonMapper mapper, KafkaTemplate<String, String> template) {
		this.book = book;
		this.mapper = mapper;
		this.template = template;
	}

	@Override
	public Map<String, Object> apply(KafkaEvent event) {
		List<CompletableFuture<?>> sends = new ArrayList<>();
		event.getRecords().values().forEach((records) -> records.forEach((record) -> handle(record, sends)));
		CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).join();
		return Map.of("batchItemFailures", List.of());
	}

	private void handle(KafkaEventRecord record, List<CompletableFuture<?>> sends) {
		String key = text(record.getKey());
		String value = text(record.getValue());
		switch (record.getTopic()) {
			case "orders" -> sends.add(placed(this.mapper.readValue(value, Order.class)));
			case "order-cancellations" -> this.book.remove(this.mapper.readValue(value, Cancellation.class).orderId());
			case "order-notes" -> noted(key, value);
			default -> throw new IllegalArgumentException("Unknown topic " + record.getTopic());
		}
	}

	private static String text(String base64) {
		return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
	}

	private CompletableFuture<?> placed(Order order) {
		this.book.add(order);
		return this.template.send("invoices", order.id(), this.mapper.writeValueAsString(Invoice.of(order)));
	}

	private static void noted(String key, String note) {
		if (note.isBlank()) {
			throw new IllegalArgumentException("The note of %s needs a text".formatted(key));
		}
	}

}
