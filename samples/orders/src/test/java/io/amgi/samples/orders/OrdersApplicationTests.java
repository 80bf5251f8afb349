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
 * The whole application, with nothing sent for real.
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
