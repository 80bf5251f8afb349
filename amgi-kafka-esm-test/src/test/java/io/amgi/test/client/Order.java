package io.amgi.test.client;

import org.springframework.util.Assert;

record Order(String orderId, int items) {

	Order {
		Assert.isTrue(items >= 0, "negative");
	}

}
