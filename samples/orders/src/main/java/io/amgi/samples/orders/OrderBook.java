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
