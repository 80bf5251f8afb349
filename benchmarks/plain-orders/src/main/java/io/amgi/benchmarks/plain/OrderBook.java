package io.amgi.benchmarks.plain;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * The orders of this execution environment.
 */
@Component
class OrderBook {

	private final Map<String, Order> orders = new ConcurrentHashMap<>();

	void add(Order order) {
		if (order.items() == null || order.items().isEmpty()) {
			throw new IllegalArgumentException("Order %s has no items".formatted(order.id()));
		}
		this.orders.putIfAbsent(order.id(), order);
	}

	void remove(String orderId) {
		this.orders.remove(orderId);
	}

}
