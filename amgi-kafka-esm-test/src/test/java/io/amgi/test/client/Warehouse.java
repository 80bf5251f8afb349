package io.amgi.test.client;

import org.springframework.stereotype.Component;

import io.amgi.channel.AmgiChannel;

@Component
class Warehouse {

	Warehouse(Stock stock) {
	}

	@AmgiChannel("deliveries")
	void delivered(String article) {
	}

	@AmgiChannel("prices.{region}")
	void priced(String price) {
	}

}
