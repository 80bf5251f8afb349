package io.amgi.samples.orders;

import java.math.BigDecimal;

/**
 * What a customer has to pay.
 *
 * @param orderId the order's id
 * @param total the sum
 */
public record Invoice(String orderId, BigDecimal total) {

	/**
	 * Makes an order's invoice.
	 * @param order the order
	 * @return its invoice
	 */
	public static Invoice of(Order order) {
		return new Invoice(order.id(), order.total());
	}

}
