package com.example.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.springframework.stereotype.Component;

import io.amgi.channel.AmgiChannel;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

@Component
class Orders {

	@AmgiChannel("orders")
	void placed(@Valid Order order, MessageSender sender) {
		sender.send(OutboundMessage.to("invoices").key(order.id()).payload(new Invoice(order.id())));
	}

	record Order(String id, @Positive int items) { }
	record Invoice(String orderId) { }

}
