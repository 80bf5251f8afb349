package io.amgi.samples.orders;

import org.springframework.stereotype.Component;

import io.amgi.channel.AmgiChannel;
import io.amgi.idempotency.Idempotent;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * What the service does with what arrives.
 */
@Component
class Orders {

	private final OrderBook book;

	Orders(OrderBook book) {
		this.book = book;
	}

	@Idempotent(key = "#order.id")
	@AmgiChannel("orders")
	void placed(Order order, MessageSender sender) {
		this.book.add(order);
		sender.send(OutboundMessage.to("invoices").key(order.id()).payload(Invoice.of(order)));
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
