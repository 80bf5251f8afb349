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

package io.amgi.samples.orders;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.amgi.samples.orders.Order.Item;
import io.amgi.test.AmgiTestClient;
import io.amgi.test.AutoConfigureAmgiTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the whole application, without sending anything for real.
 */
@SpringBootTest
@AutoConfigureAmgiTestClient
class OrdersApplicationTests {

	@Autowired
	AmgiTestClient client;

	@Test
	void eventMayHoldAllTopics() {
		Order order = new Order("A-1", List.of(new Item("teapot", 1, new BigDecimal("24.50"))));
		assertThat(this.client.sendBatch((event) -> event.record("orders", order)
			.record("order-notes", "Please ring twice")
			.record("order-cancellations", new Cancellation("A-1", "too late")))).isAcked()
			.hasSent("invoices")
			.times(1);
	}

	@Test
	void topicWithoutAChannelIsNacked() {
		assertThat(this.client.send("order-returns", "{}")).isNackedWith("Couldn't resolve address: order-returns");
	}

}
