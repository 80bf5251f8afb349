package com.example.orders;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.amgi.test.AmgiChannelTest;
import io.amgi.test.AmgiTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@AmgiChannelTest(Orders.class)
class OrdersTests {

	@Autowired AmgiTestClient client;

	@Test
	void orderIsInvoiced() {
		assertThat(this.client.send("orders", new Orders.Order("A-1", 2))).isAcked()
			.hasSent("invoices").withKey("A-1").withPayload(new Orders.Invoice("A-1"));
	}

}
