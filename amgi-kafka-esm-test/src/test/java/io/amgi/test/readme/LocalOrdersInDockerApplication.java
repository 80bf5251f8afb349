package io.amgi.test.readme;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.Running;

import io.amgi.test.local.LocalKafka;

final class LocalOrdersInDockerApplication {

	private LocalOrdersInDockerApplication() {
	}

	static Running run(String... args) {
		// @formatter:off
		return
			SpringApplication.from(OrdersApplication::main).with(LocalKafka.class, KafkaInDocker.class).run(args);
		// @formatter:on
	}

}
