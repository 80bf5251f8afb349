package io.amgi.samples.orders;

import java.math.BigDecimal;
import java.util.List;

/**
 * A customer's order.
 *
 * @param id the order's id
 * @param items what is ordered
 */
public record Order(String id, List<Item> items) {

	/**
	 * What the order costs.
	 * @return the sum of all items
	 */
	public BigDecimal total() {
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
	public record Item(String article, int quantity, BigDecimal price) {

	}

}
