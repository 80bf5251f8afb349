package io.amgi.test.client;

import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Component;

import io.amgi.channel.AmgiChannel;
import io.amgi.idempotency.Idempotent;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * Channels that handle a record once.
 */
@Component
class IdempotentOrders {

	@Idempotent
	@AmgiChannel("idempotent-orders")
	void placed(@Payload String order, MessageSender sender) {
		if (order.isEmpty()) {
			throw new IllegalArgumentException("An order needs a text");
		}
		sender.send(OutboundMessage.to("invoices").payload(order));
	}

	@Idempotent(key = "#order")
	@AmgiChannel("keyed-orders")
	void keyed(String order) {
	}

}
