package io.amgi.test.client;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import io.amgi.test.AmgiChannelTest;
import io.amgi.test.AmgiTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@AmgiChannelTest
@Import(Stock.class)
class AllChannelsTests {

	@Autowired
	AmgiTestClient client;

	@Test
	void allComponentsWithChannelsAreThereWhereNoneIsNamed() {
		assertThat(this.client.send("deliveries", "cup")).isAcked();
		assertThat(this.client.send("orders", new Order("A-1", 1))).isAcked();
	}

}
