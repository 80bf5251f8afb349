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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.stereotype.Component;

/**
 * The orders of this execution environment. A real service has a database here.
 */
@Component
class OrderBook {

	private static final Log logger = LogFactory.getLog(OrderBook.class);

	private final Map<String, Order> orders = new ConcurrentHashMap<>();

	/**
	 * Adds an order. Kafka may deliver it again: an order that is there already stays as
	 * it is.
	 * @param order the order
	 */
	void add(Order order) {
		if (order.items() == null || order.items().isEmpty()) {
			throw new IllegalArgumentException("Order %s has no items".formatted(order.id()));
		}
		this.orders.putIfAbsent(order.id(), order);
	}

	/**
	 * Removes an order, which may have happened before.
	 * @param orderId the order's id
	 */
	void remove(String orderId) {
		this.orders.remove(orderId);
	}

	/**
	 * Closes the book, which Lambda's shutdown comes to as well.
	 */
	@PreDestroy
	void close() {
		logger.info("Closing the book with %d orders".formatted(this.orders.size()));
	}

}
