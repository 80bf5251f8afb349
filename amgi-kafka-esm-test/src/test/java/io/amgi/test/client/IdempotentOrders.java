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
