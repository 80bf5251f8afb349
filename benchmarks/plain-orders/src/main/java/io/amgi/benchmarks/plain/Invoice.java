package io.amgi.benchmarks.plain;

import java.math.BigDecimal;

/**
 * What a customer has to pay.
 *
 * @param orderId the order's id
 * @param total the sum
 */
record Invoice(String orderId, BigDecimal total) {

	static Invoice of(Order order) {
		return new Invoice(order.id(), order.total());
	}

}
