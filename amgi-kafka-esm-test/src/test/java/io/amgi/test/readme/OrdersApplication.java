package io.amgi.test.readme;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

import io.amgi.channel.AmgiChannel;

/**
 * The application that the snippets are about.
 */
@SpringBootApplication
class OrdersApplication {

	static void main(String[] args) {
		SpringApplication.run(OrdersApplication.class, args);
	}

	@AmgiChannel("orders")
	void placed(String order) {
	}

	record Order(String id) {

	}

}
