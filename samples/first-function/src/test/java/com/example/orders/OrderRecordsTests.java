package com.example.orders;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.amgi.test.AmgiChannelTest;
import io.amgi.test.AmgiTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@AmgiChannelTest(Orders.class)
class OrderRecordsTests {

	@Autowired AmgiTestClient client;

	@Test
	void orderWithKeyAndHeaderIsAcked() {
		assertThat(this.client.send("orders",
				(record) -> record.key("A-1").header("source", "web").value(new Orders.Order("A-1", 2)))).isAcked();
	}

	@Test
	void orderThatIsNotJsonIsNacked() {
		assertThat(this.client.send("orders", "A-1")).isNackedWithMessageContaining("JSON");
	}

	@Test
	void orderFailsAloneInItsBatch() {
		assertThat(this.client.sendBatch("orders", new Orders.Order("A-1", 2), "A-2")).hasNackedOnly(1);
	}

}
