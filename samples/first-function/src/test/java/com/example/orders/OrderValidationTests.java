package com.example.orders;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.amgi.test.AmgiChannelTest;
import io.amgi.test.AmgiTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@AmgiChannelTest(Orders.class)
class OrderValidationTests {

	@Autowired AmgiTestClient client;

	@Test
	void orderWithoutItemsIsRefused() {
		assertThat(this.client.send("orders", new Orders.Order("A-2", 0))).isNacked();
	}

}
