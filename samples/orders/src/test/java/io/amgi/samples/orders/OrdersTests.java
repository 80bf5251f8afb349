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
import org.springframework.context.annotation.Import;

import io.amgi.samples.orders.Order.Item;
import io.amgi.test.AmgiChannelTest;
import io.amgi.test.AmgiTestClient;
import io.amgi.test.BatchResult;
import io.amgi.test.KafkaRecordSpec;
import io.amgi.test.RecordResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Orders}.
 */
@AmgiChannelTest(Orders.class)
@Import(OrderBook.class)
class OrdersTests {

	@Autowired
	AmgiTestClient client;

	@Test
	void orderIsAckedAndAnInvoiceIsSent() {
		assertThat(this.client.send("orders", order("A-1"))).isAcked()
			.hasSent("invoices")
			.withKey("A-1")
			.withPayload(new Invoice("A-1", new BigDecimal("49.00")));
	}

	@Test
	void orderWithoutItemsIsNackedAndNotInvoiced() {
		assertThat(this.client.send("orders", new Order("A-3", List.of()))).isNackedWith("Order A-3 has no items")
			.hasSentNothing();
	}

	@Test
	void orderThatIsNotOneIsNackedWithThePlaceOfTheMistake() {
		assertThat(this.client.send("orders", "{\"id\":\"A-4\",\"items\":[{\"quantity\":\"a few\"}]}"))
			.isNackedWithMessageContaining("expected int at $.items[0].quantity but found a string");
	}

	@Test
	void orderWithoutPayloadIsNacked() {
		assertThat(this.client.send("orders", KafkaRecordSpec::tombstone)).isNacked().hasSentNothing();
	}

	@Test
	void orderWhoseInvoiceCannotBeSentIsNacked() {
		assertThat(this.client.failingSends("invoices").send("orders", order("A-1"))).isNacked();
	}

	@Test
	void badOrderFailsAlone() {
		BatchResult batch = this.client.sendBatch("orders", order("A-1"), new Order("A-3", List.of()), order("A-7"));
		assertThat(batch).hasNackedOnly(1).hasSent("invoices").times(2);
		assertThat(batch.record(2)).isAcked().hasSent("invoices").withKey("A-7");
	}

	@Test
	void orderThatIsDeliveredAgainIsInvoicedOnce() {
		RecordResult delivered = this.client.send("orders", order("A-8"));
		assertThat(delivered).isAcked().hasSent("invoices");
		assertThat(this.client.deliverAgain(delivered)).isDuplicate().hasSentNothing();
	}

	@Test
	void orderThatIsSentTwiceIsInvoicedOnce() {
		BatchResult batch = this.client.sendBatch("orders", order("A-9"), order("A-9"));
		assertThat(batch).isAcked().hasSent("invoices").times(1);
		assertThat(batch.record(1)).isDuplicate();
	}

	@Test
	void cancellationIsAckedWhetherThereIsAnOrderOrNot() {
		assertThat(this.client.send("order-cancellations", new Cancellation("A-9", "too many"))).isAcked()
			.hasSentNothing();
	}

	@Test
	void noteNeedsAText() {
		assertThat(this.client.send("order-notes", "Please ring twice")).isAcked();
		assertThat(this.client.send("order-notes", " ")).isNackedWith("A note needs a text");
	}

	private static Order order(String id) {
		return new Order(id, List.of(new Item("teapot", 2, new BigDecimal("24.50"))));
	}

}
