package io.amgi.benchmarks.plain;

import java.math.BigDecimal;
import java.util.List;

/**
 * A customer's order.
 *
 * @param id the order's id
 * @param items what is ordered
 */
record Order(String id, List<Item> items) {

	BigDecimal total() {
		return this.items.stream()
			.map((item) -> item.price().multiply(BigDecimal.valueOf(item.quantity())))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	/**
	 * An item of an order.
	 *
	 * @param article the article's id
	 * @param quantity how many of it
	 * @param price the price of one
	 */
	record Item(String article, int quantity, BigDecimal price) {

	}

}
