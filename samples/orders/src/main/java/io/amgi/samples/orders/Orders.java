package io.amgi.samples.orders;

import org.springframework.stereotype.Component;

import io.amgi.channel.AmgiChannel;

/**
 * What the service does with what arrives.
 */
@Component
class Orders {

	private final OrderBook book;

	Orders(OrderBook book) {
		this.book = book;
	}

	@AmgiChannel("orders")
	void placed(Order order) {
		this.book.add(order);
	}

	@AmgiChannel("order-cancellations")
	void cancelled(Cancellation cancellation) {
		this.book.remove(cancellation.orderId());
	}

	@AmgiChannel("order-notes")
	void noted(String note) {
		if (note.isBlank()) {
			throw new IllegalArgumentException("A note needs a text");
		}
	}

}
