/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.test.client;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.KafkaKey;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

@Component
class Orders {

	@AmgiChannel("orders")
	void placed(Order order, @KafkaKey @Nullable String key, MessageSender sender) {
		if (order.items() == 0) {
			throw new IllegalArgumentException("Order %s has no items".formatted(order.orderId()));
		}
		Invoice invoice = new Invoice(order.orderId(), order.items() * 10);
		sender.send(OutboundMessage.to("invoices").key(key).payload(invoice).header("currency", "EUR"));
	}

	@AmgiChannel("returns")
	void returned(String orderId, @Header("reason") String reason, Context context, MessageSender sender) {
		sender.send(OutboundMessage.to("refunds").key(orderId).partition(3));
		sender.send(OutboundMessage.to("reasons").payload(reason + " at " + context.getFunctionName()));
	}

	@AmgiChannel(value = "stock", batch = true)
	void counted(List<String> articles, MessageSender sender) {
		articles.forEach((article) -> sender.send(OutboundMessage.to("counts").payload(article)));
	}

	@AmgiChannel("mixed")
	void mixed(String anything, MessageSender sender) {
		sender.send(OutboundMessage.to("invoices").key("A-1").payload(new Invoice("A-1", 10)));
		sender.send(OutboundMessage.to("invoices").key("A-1").payload("none"));
	}

	@AmgiChannel("slow")
	void slow(String anything) throws InterruptedException {
		new CountDownLatch(1).await();
	}

}
